"""Puts the tables that the slow tests wrote into docs/selection.md, between its markers.
Usage: MIXTURA_TEST_DATA=FOLDER mvn -Pslow -pl core test -Dtest=StructuresTest && python3 reference/selection_docs.py
"""
import re

path = "docs/selection.md"
text = open(path, encoding="utf-8").read()
for name in ["structures"]:
    table = open(f"core/target/selection/{name}.md", encoding="utf-8").read()
    pattern = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
    text = re.sub(pattern, lambda found: found.group(1) + table + found.group(2), text, flags=re.S)
open(path, "w", encoding="utf-8").write(text)
