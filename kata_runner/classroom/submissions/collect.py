"""From the paths that an instructor names to what each sender handed in.

A path is a file, a folder of files, a folder with a folder for each student (as cloned repositories), or a zip archive
as Canvas and Moodle hand out. Names are looked at first, all of a download together; a file is read only where names
leave a choice, so ten thousand of them cost no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kata_runner.classroom.few import Few
from kata_runner.classroom.student import Student
from kata_runner.classroom.submissions.archive import Archives
from kata_runner.classroom.submissions.copies import split_version
from kata_runner.classroom.submissions.downloads import ArchiveDownload, Download, Item, list_work
from kata_runner.classroom.submissions.entry import Entry, RefusedError, is_junk
from kata_runner.classroom.submissions.formats import Format, decide_format, find_odd_name, name_foreign
from kata_runner.classroom.submissions.grouping import Grouping
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.kinds import is_work, is_zip, name_unreadable, split_suffix
from kata_runner.classroom.submissions.labels import Labels
from kata_runner.classroom.submissions.lms_names import get_upload_order, name_plainly, parse_name
from kata_runner.classroom.submissions.nested import expand, list_members, take_first
from kata_runner.classroom.submissions.ownership import ClassList, is_one_students
from kata_runner.classroom.submissions.paths import PathSorter, refuse_link
from kata_runner.classroom.submissions.select import Candidate, select
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import UnusablePath
from kata_runner.model import Kata
from kata_runner.sanitize import harmless


def collect(  # noqa: PLR0913  # what the command line says
    paths: Iterable[Path],
    kata: Kata,
    archives: Archives,
    leave_out: Path,
    notes: Few[str],
    *,
    class_list: ClassList | None = None,
) -> Iterator[Submission]:
    """Yield every sender's work below the paths, in their order; `leave_out` is the folder of results.

    Raises UnusablePath for a path that is not there, an archive that cannot be used, or a download that is not read.
    """
    collector = Collector(KataFiles(kata), archives, notes, class_list)
    sorter = PathSorter(collector.files, archives, leave_out.resolve(), notes, class_list)
    for link in sorter.sort(paths):
        yield refuse_link(link)
    for download in sorter.open_downloads():
        with closing(download):
            yield from collector.collect(download)


@dataclass(frozen=True)
class Collector:
    """Takes one download at a time apart."""

    files: KataFiles
    archives: Archives
    notes: Few[str]
    class_list: ClassList | None

    def collect(self, download: Download) -> Iterator[Submission]:
        """Yield what each sender of a download handed in."""
        if is_one_students(download, self.files, self.class_list):
            yield self.collect_own(download)
            return
        self.refuse_foreign(download)
        left_out = set(self.leave_out_starters(download))
        fit = self.class_list.fit if self.class_list else None
        names = (name for name in list_work(download) if not self.files.is_called(name))
        format_ = decide_format(names, fit)
        if not format_.platform and (odd := find_odd_name(list_work(download), self.files.kata.name)):
            self.notes.append(
                f"{download.path}: {harmless(odd)} is not called as a learning platform calls files, so all names "
                "there are taken as people's own: move it elsewhere if the others are a platform's"
            )
        if format_.platform:
            yield from self.collect_platform(download, format_, left_out)
        else:
            yield from self.collect_plain(download, left_out)

    def refuse_foreign(self, download: Download) -> None:
        """Raise UnusablePath for a download of a platform whose names are not read, or of unreadable archives only."""
        names = list(list_work_head(download))
        if platform := name_foreign(names):
            raise UnusablePath(
                f"{download.path}: a download of {platform}, whose names kata does not read: "
                "rename each file after its student, or download from Canvas or Moodle"
            )
        kinds = [name_unreadable(name) for name in names]
        if len(kinds) == 1 and kinds[0]:
            raise UnusablePath(f"{download.path}: {names[0]} is a {kinds[0]}: unpack it and name the folder")

    def leave_out_starters(self, download: Download) -> Iterator[str]:
        """Yield the names of starters that lie among the files of a class, each with a note."""
        if not any(self.files.is_called(name) for name in list_work(download)):
            return
        for item in download.list_items():
            if self.files.is_called(item.name) and not item.is_folder and self.files.is_starter(item.entries[0]):
                self.notes.append(
                    f"{harmless(item.name)} in {download.path} is the starter as it was given out: nobody's"
                )
                yield item.name

    def collect_own(self, download: Download) -> Submission:
        """Return what a folder or an archive of one student holds."""
        entries = [replace(entry, parts=(download.title, *entry.parts))
                   for item in download.list_items() for entry in item.entries]  # fmt: skip
        item = Item(download.title, True, entries)
        return self.submit(download, name_plainly(item.name, is_folder=True), item.name, self.list_candidates(item))

    def collect_platform(self, download: Download, format_: Format, left_out: set[str]) -> Iterator[Submission]:
        """Yield a submission for each sender of a platform's download."""
        with closing(Grouping()) as grouping:
            for item in download.list_items():
                parsed = parse_name(item.name, format_.platform)
                if item.name in left_out or not (item.is_folder or is_work(item.name)):
                    continue
                if parsed is None:
                    yield self.submit_unnamed(download, item)
                    continue
                _, version = split_version(f"{split_suffix(parsed.file)[0]}.py")
                candidates = self.list_candidates(item, parsed.file)
                grouping.add(parsed.sender, item.name, [
                    replace(candidate, upload=get_upload_order(parsed.upload), late=parsed.late, version=version,
                            numbered=True, no_file=parsed.no_file) for candidate in candidates])  # fmt: skip
            for sender, label, candidates in grouping:
                submission = self.submit(download, sender, label, candidates)
                yield replace(submission, platform=format_.platform, trusts_id=format_.trusts_ids)

    def collect_plain(self, download: Download, left_out: set[str]) -> Iterator[Submission]:
        """Yield a submission for each item, whose name people chose themselves."""
        labels = Labels((get_stem(name, is_folder=is_folder) for name, is_folder in download.list_names()
                         if (is_folder or is_work(name)) and name not in left_out), self.files.kata.name)  # fmt: skip
        for item in download.list_items():
            if item.name in left_out or not (item.is_folder or is_work(item.name)):
                continue
            if self.files.is_called(item.name) and not item.is_folder:
                yield self.submit_unnamed(download, item)
                continue
            if is_zip(item.name) and (inner := self.open_download(download, item)):
                yield from self.collect(inner)
                continue
            sender = name_plainly(item.name, is_folder=item.is_folder)
            submission = self.submit(download, sender, item.name, self.list_candidates(item))
            yield replace(submission, cores=labels.get_cores(get_stem(item.name, is_folder=item.is_folder)))

    def open_download(self, download: Download, item: Item) -> ArchiveDownload | None:
        """Return an archive in a folder that is itself a platform's download, else nothing."""
        try:
            entries = [
                replace(member, parts=member.parts[1:]) for member in list_members(item.entries[0], self.archives)
            ]
        except RefusedError:
            return None
        inner = ArchiveDownload(f"{download.path}/{harmless(item.name)}", get_stem(item.name), entries)
        if decide_format(list_work(inner), None).platform and len(list(list_work(inner))) > 1:
            return inner
        return None

    def submit_unnamed(self, download: Download, item: Item) -> Submission:
        """Return work that lies among the files of a class and has nobody's name."""
        submission = self.submit(download, name_plainly(item.name), item.name, self.list_candidates(item))
        why = f"{harmless(item.name)} lies among files of students and is called after none of them"
        return replace(submission, undecided="" if submission.refused else why)

    def list_candidates(self, item: Item, file: str = "") -> list[Candidate]:
        """Return the files of an item as candidates; `file` is a single file's own name in a platform's download."""
        if is_zip(item.name) and not item.is_folder:
            return self.list_archive(item, file)
        if not item.is_folder:
            return [Candidate(file or item.name, item.entries[0])]
        return to_candidates(expand(item.entries, self.archives))

    def list_archive(self, item: Item, file: str) -> list[Candidate]:
        """Return the files of an archive; where people named it themselves, it is shown as a folder."""
        [archive] = item.entries
        try:
            members = list_members(archive if file else replace(archive, parts=(get_stem(item.name),)), self.archives)
        except RefusedError as error:
            return [Candidate(file or item.name, replace(archive, refused=str(error)))]
        return to_candidates(expand(members, self.archives, 1))

    def submit(self, download: Download, sender: Student, label: str, candidates: Sequence[Candidate]) -> Submission:
        """Return what a sender handed in, chosen among the files there are."""
        choice = select(candidates, self.files.kata.name, self.files.is_starter, self.files.is_work)
        key = harmless(f"{download.path}/{label}" if label != download.title else download.path)
        best = choice.best
        if best is None:
            late = any(candidate.late for candidate in candidates)
            return Submission(sender, key, label, harmless(label), None, choice.refused, late=late)
        refused = best.entry.refused and f"{harmless(best.entry.name)} {best.entry.refused}"
        return Submission(sender, key, label, harmless(best.entry.path), best.entry, refused, late=best.late,
                          version=best.version, upload=best.upload, note=choice.note)  # fmt: skip


def to_candidates(entries: Iterator[Entry]) -> list[Candidate]:
    """Return files, without those of tools, as candidates."""
    return [Candidate(entry.name, entry, len(entry.parts)) for entry in take_first(entries) if not is_junk(entry.name)]


def list_work_head(download: Download, most: int = 1000) -> Iterator[str]:
    """Yield the first names of a download: enough to tell which platform wrote them."""
    for count, name in enumerate(list_work(download)):
        if count >= most:
            return
        yield name


def get_stem(name: str, *, is_folder: bool = False) -> str:
    """Return an item's name without its suffix; a folder has none."""
    return name if is_folder else split_suffix(name)[0]
