"""Parse the tests of test262 and of Babel, and compare what we say of them with what they ask for.

    python tests/ecmascript/conformance.py [--test262 PLACE] [--babel PLACE] [--groups]

A place is a folder or a .tar.xz: a checkout of test262 (or just its `test/language`), and Babel's
fixtures with a manifest (see conformance_babel.py). Without the arguments, ARENITE_TEST262 and
ARENITE_BABEL say where they are; with neither, nothing is run.

Prints the share of tests that are accepted and refused as they should be, and each other file with
the reason, unless `conformance_expected.txt` has it. The exit status is 1 if there is a file that
it does not have, or if one that it has is all right.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import conformance_babel
import conformance_test262
from conformance_cases import Case, Run

from arenite import Bump, ecmascript

EXPECTED = Path(__file__).with_name("conformance_expected.txt")

SUITES: dict[str, Callable[[Path], Iterator[Case]]] = {
    "test262": conformance_test262.cases,
    "babel": conformance_babel.cases,
}

CHUNK = 400  # cases that a process gets at once
SECONDS = 20  # for a chunk: more is a hang
MOST_MEMORY = 64 << 20  # bytes, for a test

ACCEPTED = "accepted"
UNSUPPORTED = "unsupported"
REFUSED = "refused"
DIED = "died"


@dataclass(frozen=True)
class Answer:
    """What came of one run."""

    kind: str
    message: str = ""


# ---- Parsing ---------------------------------------------------------------------


def parse(source: bytes, run: Run) -> Answer:
    """Parse once."""
    try:
        with Bump(limit=MOST_MEMORY) as arena:
            ecmascript.parse(
                run.prefix + source,
                language=run.language,  # type: ignore[arg-type]
                module=run.module,
                filename=run.filename,
                arena=arena,
            )
    except ecmascript.ParseError as error:
        line = (error.lineno or 0) - run.prefix.count(b"\n")
        return Answer(REFUSED, f"line {line}: {error.msg}")
    except ValueError as error:
        return Answer(UNSUPPORTED, str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the parser's answer
        return Answer(DIED, f"{type(error).__name__}: {error}")
    return Answer(ACCEPTED)


def parse_cases(cases: list[Case]) -> list[list[Answer]]:
    """The answers for each run of each case. In a process of its own, which may die."""
    if hasattr(signal, "alarm"):
        signal.alarm(SECONDS)
    answers = [[parse(case.source, run) for run in case.runs] for case in cases]
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    return answers


def new_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def parse_alone(cases: list[Case]) -> list[list[Answer]]:
    """The same, of cases of which one has killed its process: halves find it."""
    try:
        with new_pool(1) as pool:
            return pool.submit(parse_cases, cases).result()
    except BrokenProcessPool:
        if len(cases) == 1:
            return [[Answer(DIED, "the parser crashed or hung") for _ in cases[0].runs]]
        half = len(cases) // 2
        return parse_alone(cases[:half]) + parse_alone(cases[half:])


def answers_of(cases: list[Case], workers: int) -> list[list[Answer]]:
    """The answers for all cases, in their order."""
    chunks = [cases[i : i + CHUNK] for i in range(0, len(cases), CHUNK)]
    with new_pool(workers) as pool:
        futures = [pool.submit(parse_cases, chunk) for chunk in chunks]
        results = [_result(future) for future in futures]
    answers: list[list[Answer]] = []
    for chunk, result in zip(chunks, results, strict=True):
        answers += parse_alone(chunk) if result is None else result
    return answers


def _result(future: Future[list[list[Answer]]]) -> list[list[Answer]] | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None


# ---- Judging ---------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """A run that did not end as its test asks."""

    case: Case
    run: Run
    answer: Answer

    @property
    def reason(self) -> str:
        """What is wrong."""
        if self.answer.kind == ACCEPTED:
            return "accepted, but must be refused" + (
                f": {self.case.about}" * bool(self.case.about)
            )
        return f"{self.answer.kind}: {self.answer.message}"


@dataclass
class Report:
    """What came of a suite."""

    suite: str
    files: int = 0
    seconds: float = 0.0
    total: Counter[bool] = field(default_factory=Counter)
    """Runs that must be accepted (True) and refused (False),"""
    right: Counter[bool] = field(default_factory=Counter)
    """and those of them that were."""
    differences: list[Difference] = field(default_factory=list)

    @property
    def unsupported(self) -> set[str]:
        """Languages that the parser does not read."""
        return {d.run.language for d in self.differences if d.answer.kind == UNSUPPORTED}

    def share(self, *, accept: bool) -> float:
        """Per cent of the runs that must be accepted, or refused, and were."""
        return 100 * self.right[accept] / self.total[accept] if self.total[accept] else 100.0


def judge(suite: str, cases: list[Case], workers: int) -> Report:
    """Parse all cases and compare."""
    begun = time.monotonic()
    report = Report(suite, len(cases))
    for case, answers in zip(cases, answers_of(cases, workers), strict=True):
        for run, answer in zip(case.runs, answers, strict=True):
            report.total[case.accept] += 1
            if answer.kind == (ACCEPTED if case.accept else REFUSED):
                report.right[case.accept] += 1
            else:
                report.differences.append(Difference(case, run, answer))
    report.seconds = time.monotonic() - begun
    return report


# ---- Expected failures --------------------------------------------------------------


def expected_failures(path: Path = EXPECTED) -> dict[str, str]:
    """File to reason: a line each, `path: reason`; # begins a comment."""
    failures: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        name, _, reason = line.partition(": ")
        if not line.strip() or line.startswith("#"):
            continue
        if not reason.strip() or name in failures:
            raise ValueError(f"{path.name}:{number}: not `path: reason`, or twice: {line}")
        failures[name] = reason.strip()
    return failures


def wrong_expectations(
    report: Report, cases: Iterable[Case], expected: dict[str, str]
) -> list[str]:
    """Files of the suite that are expected to fail and are all right, or not there."""
    failed = {difference.case.path for difference in report.differences}
    there = {case.path for case in cases}
    wrong: list[str] = []
    for path in expected:
        if path.startswith(report.suite + "/") and path not in failed:
            wrong.append(f"{path}: {'passes' if path in there else 'is not there'}, but is listed")
    return wrong


def unexpected(report: Report, expected: dict[str, str]) -> list[Difference]:
    """The differences that nobody has listed."""
    return [d for d in report.differences if d.case.path not in expected]


# ---- Printing ---------------------------------------------------------------------


def print_report(report: Report, expected: dict[str, str]) -> None:
    runs = report.total.total()
    print(f"{report.suite}: {report.files:,} files, {runs:,} runs in {report.seconds:.1f} s")
    for accept, word in ((True, "accepted"), (False, "refused")):
        right, total = report.right[accept], report.total[accept]
        print(
            f"  {right:,} of {total:,} {word} as they must be: {report.share(accept=accept):.2f} %"
        )
    listed = {d.case.path for d in report.differences if d.case.path in expected}
    if listed:
        print(f"  {len(listed)} files are expected to fail")
    if report.unsupported:
        print(f"  not supported yet: {', '.join(sorted(report.unsupported))}")


def print_differences(differences: list[Difference]) -> None:
    for difference in differences:
        if difference.answer.kind != UNSUPPORTED:
            print(f"{difference.case.path} ({difference.run.mode}): {difference.reason}")


def print_groups(differences: list[Difference]) -> None:
    """The differences by what was said, or by folder; largest group first, smallest file."""
    groups: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in differences:
        if difference.answer.kind == ACCEPTED:
            folder = re.sub(
                r"(/[^/]*/input)?[^/]*$", "", difference.case.path
            )  # Babel's have their own
            key = f"must be refused: {folder}"
        else:
            key = re.sub(r"^line \d+: ", "", difference.answer.message)
        groups[key].append(difference)
    for key, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        smallest = min(members, key=lambda difference: len(difference.case.source))
        print(f"{len(members):6,}  {key}")
        print(f"        {smallest.case.path} ({smallest.run.mode}): {smallest.reason}")


def run_suite(suite: str, place: Path, workers: int, *, groups: bool) -> bool:
    """Whether everything is as expected."""
    cases = list(SUITES[suite](place))
    expected = expected_failures()
    report = judge(suite, cases, workers)
    rest = unexpected(report, expected)
    wrong = wrong_expectations(report, cases, expected)
    (print_groups if groups else print_differences)(rest)
    print(*wrong, sep="\n", end="\n" * bool(wrong))
    print_report(report, expected)
    return not rest and not wrong and bool(cases)


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for suite in SUITES:
        parser.add_argument(f"--{suite}", default=os.environ.get(f"ARENITE_{suite.upper()}"))
    parser.add_argument("--groups", action="store_true", help="what is left, in groups")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    places = {suite: getattr(arguments, suite) for suite in SUITES if getattr(arguments, suite)}
    for suite, place in places.items():
        if not Path(place).exists():
            parser.error(f"--{suite}: there is no {place}")
    if not places:
        print("nothing was run: --test262 and --babel say where the suites are")
        return 0
    good = [
        run_suite(suite, Path(place), arguments.workers, groups=arguments.groups)
        for suite, place in places.items()
    ]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
