"""Time, memory and likeness to the truth of linking made-up reports: `linking.py 100000`.

Seconds are those of one processor core, so that other work on the machine does not count.
"""

from __future__ import annotations

import resource
import sys
import time

from dragoman.evaluate.clusters import add_up, count_by_topic
from dragoman.stages.link import link_reports
from dragoman.testing.happenings import tell_happenings


def main() -> None:
    """Print one line for each number of reports given."""
    for count in [int(argument) for argument in sys.argv[1:]] or [10_000]:
        told = list(tell_happenings(count))
        before = _megabytes()
        start = time.process_time()
        linked = link_reports([one.report for one in told])
        seconds = time.process_time() - start
        print(
            f"{count} reports to {len(linked.events)} events in {seconds:.1f} s, "
            f"{count / seconds:.0f} a second; {_megabytes():.0f} MB, of which reports {before:.0f}"
        )
        truth = {one.report.id: str(one.happening) for one in told}
        found = {some_id: event.id for event in linked.events for some_id in event.report_ids}
        one_topic = dict.fromkeys(truth, "")
        sums = add_up(count_by_topic(truth, found, one_topic))
        recall, precision = sums.b3[0] / sums.b3[1], sums.b3[2] / sums.b3[3]
        print(f"  {len(set(truth.values()))} happenings; B³ precision {precision:.3f}, "
              f"recall {recall:.3f}")  # fmt: skip


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
