"""A table of figures with a column for each installation, and the ratio of each figure to that of the first column."""


class Comparison:
    def __init__(self, columns, is_printed=True):
        self.columns, self.is_printed, self.results = columns, is_printed, {}
        self.say(" " * 46 + "".join(f"{column:>24}" for column in columns))

    def say(self, text):
        if self.is_printed:
            print(text, flush=True)

    def row(self, name, values):
        """Adds a figure of each column."""
        first = values[0]
        self.results[name] = {
            column: {"value": value, "ratio": value / first if first else None}
            for column, value in zip(self.columns, values)}
        cells = (f"{shown(value):>15} {f'({value / first:.2f})' if first else '':>8}" for value in values)
        self.say(f"{name:<46}" + "".join(cells))

    def note(self, name, **values):
        """Adds figures that belong to no column."""
        self.results[name] = values
        self.say(f"{name:<46} " + "  ".join(f"{key.replace('_', ' ')} {shown(each)}" for key, each in values.items()))


def shown(value):
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
