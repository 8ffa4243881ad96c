"""Time an iteration against the work of it, as n, k or d grows: measured by bench's ScalingTime, drawn here as one SVG."""

import json
import math

from . import java, programs

IMAGE = programs.BENCH / "scaling.svg"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 440, 360, 70, 40, 60
COLOURS = {"n": "#0072b2", "k": "#d55e00", "d": "#009e73"}
WORK = {"k-means": "n·k·d", "full covariance": "n·k·d²"}


def measure(threads, words, before):
    """Points as ScalingTime prints them, one process a line; data beyond 2 GB are left out.

    `words`: only lines such as `k-means n` that hold one of them; the others stay as they were before.
    """
    points = []
    for method in WORK:
        for grows in COLOURS:
            chosen = not words or any(word in f"{method} {grows}" for word in words.split(","))
            if not chosen:
                points += [point for point in before if (point["method"], point["grows"]) == (method, grows)]
                continue
            text, _ = programs.call(java.ours("ScalingTime", threads) + [str(threads), "2e9", method, grows], threads)
            points += [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return points


def work(point):
    return point["n"] * point["k"] * point["d"] ** (2 if point["method"] == "full covariance" else 1)


def slope(points):
    """Least-squares slope of log seconds on log work: 1 is linear."""
    pairs = [(math.log(work(point)), math.log(point["seconds"])) for point in points]
    centre_x, centre_y = (sum(values) / len(pairs) for values in zip(*pairs))
    return sum((x - centre_x) * (y - centre_y) for x, y in pairs) / sum((x - centre_x) ** 2 for x, _ in pairs)


def panel(method, points, offset):
    """One method: both axes logarithmic, decades as grid lines, a dashed line of slope 1 through the largest point."""
    known = [point for point in points if point["method"] == method and point["seconds"]]
    if len(known) < 2:
        return
    spans = []
    for values in ([work(point) for point in known], [point["seconds"] for point in known]):
        spans.append((math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))))
    (x_low, x_high), (y_low, y_high) = spans

    def x(value):
        return offset + LEFT + (math.log10(value) - x_low) / (x_high - x_low) * (WIDTH - LEFT - 20)

    def y(value):
        return HEIGHT - BOTTOM - (math.log10(value) - y_low) / (y_high - y_low) * (HEIGHT - TOP - BOTTOM)

    yield f'<text x="{offset + LEFT}" y="24" font-size="15">{method}: seconds an iteration against {WORK[method]}</text>'
    for decade in range(x_low, x_high + 1):
        at = x(10.0**decade)
        yield f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">1e{decade}</text>'
    for decade in range(y_low, y_high + 1):
        at = y(10.0**decade)
        yield f'<path d="M{offset + LEFT} {at:.1f}H{offset + WIDTH - 20}" stroke="#ddd"/>'
        yield f'<text x="{offset + LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">1e{decade} s</text>'
    largest = max(known, key=work)
    rate = largest["seconds"] / work(largest)
    first = max(10.0**x_low, 10.0**y_low / rate)
    yield (
        f'<path d="M{x(first):.1f} {y(first * rate):.1f}L{x(work(largest)):.1f} {y(largest["seconds"]):.1f}" '
        'stroke="#888" stroke-dasharray="5 4"/>'
    )
    for number, (grows, colour) in enumerate(COLOURS.items()):
        line = sorted((point for point in known if point["grows"] == grows), key=work)
        if len(line) < 2:
            continue
        path = "L".join(f"{x(work(point)):.1f} {y(point['seconds']):.1f}" for point in line)
        yield f'<path d="M{path}" stroke="{colour}" stroke-width="2" fill="none"/>'
        for point in line:
            words = f"n {point['n']}, d {point['d']}, k {point['k']}: {point['seconds']:.3g} s"
            yield f'<circle cx="{x(work(point)):.1f}" cy="{y(point["seconds"]):.1f}" r="4" fill="{colour}"><title>{words}</title></circle>'
        yield (
            f'<text x="{offset + LEFT + 10}" y="{TOP + 18 + 18 * number}" fill="{colour}">'
            f"{grows} grows (slope {slope(line):.2f})</text>"
        )


def draw(points):
    """Writes bench/scaling.svg."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for number, method in enumerate(WORK):
        lines += panel(method, points, number * WIDTH)
    lines.append(f'<text x="{LEFT}" y="{HEIGHT - 14}">Dashed: proportional to the work. Hover over a point for its sizes.</text>')
    IMAGE.write_text("\n".join([*lines, "</svg>", ""]), encoding="utf-8")
