"""A folder in a git repository that Weblate, Pontoon or people push to as well.

What people changed is committed as it is, the remote's commits are merged, the folder is synchronised,
and what that wrote is committed and pushed. Where somebody pushed in between, only our own commit is
dropped, for everything in it can be written again, and the round is made once more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from .errors import GitFault, SyncRefused
from .found import sweep
from .git import Git
from .lock import held
from .outcome import Outcome

ROUNDS = 5
# By this line in its message a commit is known to be ours, and nothing but ours.
MARK = "Written-by: manage.py sync_catalogues"
_PEOPLE = "Catalogues as they were found in the folder"
# A subject with more names than these is read by nobody.
_NAMED = 3
_MERGING = "capacity-editions-merging"


def sync_repository(root: Path, sync: Callable[[], Outcome]) -> Outcome:
    """Synchronise a folder of a git work tree with its upstream; `sync` does the folder's part.

    It may be called several times; its outcomes are confirmed when they are pushed. Raises SyncRefused
    where the folder is no such work tree, where commits cannot be merged or pushed. The work tree's files
    are then as they were, with people's changes committed.
    """
    root = root.resolve()
    tree = _tree(root)
    with ExitStack() as locks:
        # In the order of their depth, so that nobody waits for somebody who waits for them.
        for folder in dict.fromkeys([tree.top, root]):
            locks.enter_context(held(folder))
        tree.check()
        tree.drop_own()
        # Else it would be taken for something of people.
        sweep(root)
        done = Outcome()
        for _ in range(ROUNDS):
            if tree.commit(["."], _PEOPLE):
                done.commits.append(_PEOPLE)
            tree.merge()
            before = tree.git("rev-parse", "HEAD")
            outcome = sync()
            _add(done, outcome)
            message = _message(outcome)
            has_own = tree.commit(outcome.paths, f"{message}\n\n{MARK}")
            if tree.push():
                done.commits += [message] if has_own else []
                outcome.confirm()
                return done
            if has_own:
                # Kept are all files that somebody else changed meanwhile, or git refuses.
                tree.git("reset", "--keep", before)
        raise SyncRefused(
            f"{root}: others pushed during each of {ROUNDS} tries. Nothing is lost; try again later."
        )


def _add(done: Outcome, outcome: Outcome) -> None:
    """Tell of all rounds what came in, and of each edition last what was written."""
    earlier = {one.edition.pk: one for one in done.editions}
    for one in outcome.editions:
        before = earlier.get(one.edition.pk)
        if before is not None:
            one.imported = [*before.imported, *one.imported]
            one.batch = one.batch or before.batch
    done.editions = outcome.editions


def _message(outcome: Outcome) -> str:
    changed = [str(one.edition) for one in outcome.editions if one.written or one.removed]
    named = ", ".join(changed) if len(changed) <= _NAMED else f"{len(changed)} editions"
    number = len(outcome.paths)
    return f"Catalogues of {named}: {number} file{'s' * (number != 1)} as they are in the CMS"


@dataclass(frozen=True)
class _Tree:
    """A work tree on a branch with an upstream; `git` works in the folder that is synchronised."""

    git: Git
    top: Path
    meta: Path
    branch: str

    def check(self) -> None:
        """Raise SyncRefused where somebody is in the middle of something; end a merge of our own."""
        marker = self.meta / _MERGING
        if marker.exists():
            # Ours, of a sync that was killed.
            self.git.says_yes("merge", "--abort")
            marker.unlink()
        busy = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
        if any((self.meta / name).exists() for name in busy):
            raise SyncRefused(
                f"{self.top}: somebody is in the middle of a merge or a rebase there. End or abort it first."
            )

    def drop_own(self) -> None:
        """Take back commits of ours that were never pushed: everything in them can be written again."""
        while self.git("log", "-1", "--format=%B", "@{upstream}..HEAD").endswith(MARK):
            if not self.git.says_yes("reset", "--keep", "HEAD~1"):
                # Somebody changed the same files since: theirs is committed on top of ours.
                return

    def commit(self, paths: list[str], message: str) -> bool:
        """Commit these paths as they are, and no other; return whether there was anything to commit."""
        if not paths:
            return False
        named = "\0".join(paths)
        source = ("--pathspec-from-file=-", "--pathspec-file-nul")
        known = [path for path in paths if path == "." or self._is_known(path)]
        if known:
            self.git("add", "--all", *source, stdin="\0".join(known))
        if self.git.says_yes("diff", "--cached", "--quiet", "--", "."):
            return False
        if paths != ["."]:
            named = "\0".join(known)
        self.git(*self.git.as_somebody(), "commit", "--quiet", "-m", message, *source, stdin=named)
        return True

    def _is_known(self, path: str) -> bool:
        return (self.git.folder / path).exists() or bool(self.git("ls-files", "--", path))

    def merge(self) -> None:
        """Take in what others pushed. Raises SyncRefused, with all files as before, where it does not fit."""
        self._fetch()
        if self.git.says_yes("merge-base", "--is-ancestor", "@{upstream}", "HEAD"):
            return
        marker = self.meta / _MERGING
        marker.touch()
        try:
            self.git(*self.git.as_somebody(), "merge", "--quiet", "--no-edit", "@{upstream}")
        except GitFault as fault:
            conflicts = self.git("diff", "--name-only", "--diff-filter=U")
            self.git.says_yes("merge", "--abort")
            if not conflicts:
                raise
            raise SyncRefused(
                f"{self.top}: what was changed here does not merge with what others pushed, in "
                f"{', '.join(conflicts.splitlines())}. Merge it by hand (git pull), then synchronise again."
            ) from fault
        finally:
            marker.unlink()

    def push(self) -> bool:
        """Push the branch, if it has anything new; return False where others were faster."""
        known = self.git("rev-parse", "@{upstream}")
        if known == self.git("rev-parse", "HEAD"):
            return True
        remote, target = self._upstream()
        try:
            self.git("push", "--quiet", remote, f"HEAD:{target}")
        except GitFault:
            self._fetch()
            if self.git("rev-parse", "@{upstream}") == known:
                self.drop_own()
                raise
            return False
        return True

    def _fetch(self) -> None:
        self.git("fetch", "--quiet", self._upstream()[0])

    def _upstream(self) -> tuple[str, str]:
        settings = f"branch.{self.branch}"
        return self.git("config", f"{settings}.remote"), self.git("config", f"{settings}.merge")


def _tree(root: Path) -> _Tree:
    """Return the work tree that a folder is in. Raises SyncRefused where there is none, or no upstream."""
    root.mkdir(parents=True, exist_ok=True)
    git = Git(root)
    git("--version")
    if not git.says_yes("rev-parse", "--show-toplevel"):
        raise SyncRefused(f"{root} is in no git work tree. Clone the repository there, or leave --git out.")
    if not git.says_yes("symbolic-ref", "--quiet", "HEAD"):
        raise SyncRefused(f"{root}: no branch is checked out there. Check one out: git switch main.")
    branch = git("symbolic-ref", "--short", "HEAD")
    if not git.says_yes("rev-parse", "--quiet", "--verify", "@{upstream}"):
        raise SyncRefused(
            f"{root}: the branch {branch} has no upstream. "
            f"Push it once: git push --set-upstream origin {branch}."
        )
    top, meta = git("rev-parse", "--show-toplevel"), git("rev-parse", "--absolute-git-dir")
    return _Tree(git, Path(top), Path(meta), branch)
