"""The quota of a session by the rule's own words, for tests/proof/quota_test.c.

    quota_model.py SEED HISTORIES

Writes random histories to standard output, a step a line, and reads what the desk made of each step from standard
input. Ends with 1 at the first step that came out otherwise than here, and says the whole history.

How many numbers online may still sell is found by selling them, one after the other, until one is refused; so this is
not the arithmetic of src/desk/roster/quota.c written again.
"""
import random
import sys

EXTRA_LIMIT = 3


class Session:
    def __init__(self):
        self.kind = {}  # of each number: counter, online or extra
        self.withdrawn = set()
        self.holder = {}  # of each number that is sold: the channel
        self.capacity = self.percent = 0
        self.released = False

    def copy(self):
        other = Session()
        other.kind, other.withdrawn, other.holder = dict(self.kind), set(self.withdrawn), dict(self.holder)
        other.capacity, other.percent, other.released = self.capacity, self.percent, self.released
        return other

    # What stands.

    def is_extra(self, k):
        return k > self.capacity and self.kind[k] == "extra"

    def active(self):
        return sum(not self.is_extra(k) for k in self.holder)

    def sold(self, channel):
        return sum(holder == channel and not self.is_extra(k) for k, holder in self.holder.items())

    def extras(self):
        return sum(self.is_extra(k) for k in self.holder)

    def share(self):
        return self.capacity * self.percent // 100

    def free(self, online):
        return [k for k in range(1, self.capacity + 1)
                if k not in self.holder and (self.kind[k] == "online") == online]

    # The rule.

    def full(self):
        return self.active() >= self.capacity

    def online_next(self):
        """The number that online sells next; None: it is refused."""
        if self.released or self.full() or self.sold("online") >= self.share():
            return None
        return min(self.free(online=True), default=None)

    def kept(self):
        """So many would online sell, if nobody else came."""
        session, count = self.copy(), 0
        while (k := session.online_next()) is not None:
            session.holder[k] = "online"
            count += 1
        return count

    def counter_left(self, kept):
        return max(0, self.capacity - self.active()) - kept

    def counter_next(self):
        if self.counter_left(self.kept()) <= 0:
            return None
        return min(self.free(online=False), default=None) or min(self.free(online=True))

    def extra_next(self):
        if self.extras() >= EXTRA_LIMIT:
            return None
        return min((k for k in self.kind if self.is_extra(k) and k not in self.holder), default=max(self.kind) + 1)

    def is_gone(self, k):
        return k in self.withdrawn or (k > self.capacity and self.kind[k] != "extra")

    # The steps. Each gives whether it is done, and the number.

    def put(self, capacity, percent):
        self.capacity, self.percent = capacity, percent
        for k in range(1, max([capacity, *self.kind]) + 1):
            kind = self.kind.setdefault(k, "counter")
            if k in self.holder or (k > capacity and kind == "extra"):
                continue
            if k > capacity:
                self.withdrawn.add(k)
                continue
            self.withdrawn.discard(k)
            self.kind[k] = "online" if k * percent // 100 > (k - 1) * percent // 100 else "counter"
        return True, 0

    def sell(self, k, channel, extra=False):
        if k is None:
            return False, 0
        if extra:
            self.kind[k] = "extra"
        elif self.kind[k] == "extra":
            self.kind[k] = "counter"
        self.holder[k] = channel
        return True, k

    def cancel(self, k):
        del self.holder[k]
        return True, k

    def undo(self, k, channel):
        if self.reason(k, channel, *self.facts()) in ("w", "c", "h", "o"):
            return False, k
        self.holder[k] = channel
        return True, k

    # What is told.

    def reason(self, k, channel, full, share_sold, kept, left, online_free):
        online = self.kind[k] == "online"
        if k in self.holder:
            return "s"
        if self.is_gone(k):
            return "w"
        if k > self.capacity:
            return "e" if channel == "online" else "f"
        if full:
            return "c"
        if channel == "online":
            return "o" if not online else "h" if share_sold else "r" if self.released else "f"
        if self.released:
            return "f"
        if online:
            return "f" if online_free > kept and left else "o"
        return "f" if left else "k"

    def facts(self):
        kept = self.kept()
        return (self.full(), self.sold("online") >= self.share(), kept, self.counter_left(kept),
                len(self.free(online=True)))

    def answer(self, done, number):
        facts = self.facts()
        counter, online, kept, left, over = self.sold("counter"), self.sold("online"), facts[2], facts[3], 0
        if self.released:
            tagged = sum(self.kind[k] == "online" for k in range(1, self.capacity + 1))
            over = max(0, min(self.share(), tagged) - online)
        reasons = ["".join(self.reason(k, channel, *facts) for k in sorted(self.kind))
                   for channel in ("counter", "online")]
        return (f"{'done' if done else 'refused'} {number} counter {counter + left} {counter} {left} "
                f"online {online + kept} {online} {kept} extra {self.extras()} over {over} {' '.join(reasons)}")


def promises(before, after, step, done, number):
    """What must hold whatever way the figures are found; the sentence that does not."""
    active, online = after.active(), after.sold("online")
    sale = done and step in ("counter", "online", "undo")
    room = before.capacity - before.active()
    if sale and number <= after.capacity and active > after.capacity:
        return "sold beyond the capacity"
    if sale and after.holder[number] == "online" and online > after.share():
        return "online sold beyond its share"
    if step != "put" and active > max(after.capacity, before.active()):
        return "more is sold than the capacity and than was sold"
    if step == "counter" and not done and before.released and room > 0:
        return "the counter lost a number after the release"
    if (step == "counter" and not done and room > 0
            and before.sold("counter") < before.capacity - max(before.share(), online)):
        return "the counter lost a number that it may sell"
    return None


class History:
    def __init__(self, dice):
        self.dice = dice
        self.session = Session()
        self.steps, self.answers = [], []
        self.cancelled = None  # just now: number and channel
        self.play("put", dice.randint(1, 10), dice.choice([0, 20, 50, 100, dice.randint(0, 100)]))

    def play(self, step, *figures):
        session, before = self.session, self.session.copy()
        cancelled, self.cancelled = self.cancelled, None
        if step == "put":
            result = session.put(*figures)
        elif step == "counter":
            result = session.sell(session.counter_next(), "counter")
        elif step == "online":
            result = session.sell(session.online_next(), "online")
        elif step == "extra":
            result = session.sell(session.extra_next(), "counter", extra=True)
        elif step == "cancel":
            self.cancelled = figures[0], session.holder[figures[0]]
            result = session.cancel(figures[0])
        elif step == "undo":
            result = session.undo(*cancelled)
        else:
            session.released = bool(figures[0])
            result = True, 0
        self.steps.append(" ".join([step, *map(str, figures)]))
        self.answers.append(session.answer(*result))
        broken = promises(before, session, step, *result)
        if broken:
            sys.exit(f"the rule itself: {broken}\n" + "\n".join(self.steps))

    def go_on(self):
        dice, session = self.dice, self.session
        kind = dice.random()
        if self.cancelled and kind < 0.3:
            self.play("undo", self.cancelled[0])
        elif kind < 0.35:
            self.play("counter")
        elif kind < 0.55:
            self.play("online")
        elif kind < 0.78 and session.holder:
            self.play("cancel", dice.choice(sorted(session.holder)))
        elif kind < 0.84:
            self.play("extra")
        elif kind < 0.88:
            self.play("release", 0 if session.released else 1)
        else:
            percent = dice.choice([session.percent, 0, 20, 50, 100, dice.randint(0, 100)])
            self.play("put", dice.choice([session.capacity, dice.randint(1, 12)]), percent)


def main():
    seed, histories = int(sys.argv[1]), int(sys.argv[2])
    for index in range(histories):
        dice = random.Random(f"{seed} {index}")
        history = History(dice)
        for _ in range(dice.randint(5, 40)):
            history.go_on()
        sys.stdout.write("\n".join(history.steps) + "\nend\n")
        sys.stdout.flush()
        for at, wanted in enumerate(history.answers):
            got = sys.stdin.readline().rstrip("\n")
            if got != wanted:
                sys.stderr.write(f"# history {index}, after these steps:\n#   " + "\n#   ".join(history.steps[:at + 1]) +
                                 f"\n# the rule says {wanted}\n# the desk says {got}\n")
                sys.exit(1)


main()
