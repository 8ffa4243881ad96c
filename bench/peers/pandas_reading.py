"""Reading a text table of numbers with pandas' C reader, twice; --option names the way it parses a number (pandas' float_precision)."""

import argparse
import json
import time

import pandas

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--option", default="default")
asked, _ = parser.parse_known_args()


def read():
    began = time.perf_counter()
    values = pandas.read_csv(asked.data, engine="c", float_precision=None if asked.option == "default" else asked.option).to_numpy()
    return time.perf_counter() - began, values


first, values = read()
beside = time.perf_counter()
total = float(values.sum())
del values
seconds, _ = read()
print(json.dumps({
    "program": "pandas", "version": pandas.__version__, "option": asked.option, "seconds_first": first, "seconds_long": seconds,
    "iterations_long": 1, "objective": total, "seconds_beside": time.perf_counter() - beside,
}))
