"""Collects what each sender handed in from the paths that an instructor names.

A path is a file, a folder of files, a folder with a folder for each student (such as cloned
repositories), or a zip archive as Canvas and Moodle create it. The names are compared first, all
names of a download together; a file is read only if the names leave a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions import formats, kinds, lms_names
from kata_runner.classroom.submissions.archives import Archives, expand, limit_files
from kata_runner.classroom.submissions.copy_names import split_version
from kata_runner.classroom.submissions.downloads import (
    ArchiveDownload,
    Download,
    Item,
    list_submission_names,
)
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.ownership import ClassList, get_stem, is_one_students
from kata_runner.classroom.submissions.paths import PathSorter, refuse_link
from kata_runner.classroom.submissions.select import Candidate, Choice, list_paths, select
from kata_runner.classroom.submissions.shared_parts import CommonAffixes
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.classroom.submissions.submitted_file import (
    UNREADABLE,
    RefusedFileError,
    SubmittedFile,
    is_ignored,
)
from kata_runner.errors import PathError
from kata_runner.sanitize import harmless

MAX_PROBED = 1000  # names of a download that are checked for an unsupported platform


def collect(  # noqa: PLR0913  # options of the command line
    paths: Iterable[Path],
    files: KataFiles,
    archives: Archives,
    leave_out: Path,
    notes: list[str],
    *,
    class_list: ClassList | None = None,
) -> Iterator[Submission]:
    """Yield the submissions of all senders below the paths; `leave_out` is the results folder.

    Links come first, then downloads in the order of the paths. Raises PathError for a path that
    does not exist, an archive that cannot be used, or a download of an unsupported platform.
    """
    collector = Collector(files, archives, notes, class_list)
    sorter = PathSorter(files, archives, leave_out.resolve(), notes, class_list)
    for link in sorter.sort(paths):
        yield refuse_link(link)
    for download in sorter.open_downloads():
        yield from collector.collect(download)


@dataclass(frozen=True)
class Collector:
    """Splits downloads into submissions."""

    files: KataFiles
    archives: Archives
    notes: list[str]
    class_list: ClassList | None

    def collect(self, download: Download) -> Iterator[Submission]:
        """Yield the submission of each sender of a download."""
        if is_one_students(download, self.files, self.class_list):
            yield self.collect_single_student(download)
            return
        refuse_unsupported(download)
        given = set(self.find_given(download))
        submitted = [name for name in list_submission_names(download) if name not in given]
        all_names = submitted or [name for name, _ in download.list_names()]
        names = [name for name in all_names if not self.files.has_kata_name(name)]
        format_ = formats.decide_format(
            names, self.class_list.rate_sender if self.class_list else None
        )
        if format_.platform:
            yield from self.collect_platform(download, format_, given)
            return
        if odd := formats.find_nonmatching_name(submitted, self.files.kata.name):
            self.notes.append(
                f"{download.path}: {harmless(odd)} is not called as a learning platform calls "
                "files, so all names there are taken as people's own: move it elsewhere if the "
                "others are a platform's"
            )
        yield from self.collect_plain(download, given)

    def find_given(self, download: Download) -> Iterator[str]:
        """Yield the top-level names of the unmodified starter and data; add a note for each."""
        if not any(map(self.files.may_be_given, list_submission_names(download))):
            return
        for item in download.list_items():
            if not item.is_folder and self.files.is_given(item.name, item.files[0]):
                what = "the starter" if self.files.has_kata_name(item.name) else "the kata's data"
                self.notes.append(f"{harmless(item.name)} in {download.path} is {what} as it was "
                                  "given out: nobody's")  # fmt: skip
                yield item.name

    def collect_single_student(self, download: Download) -> Submission:
        """Return the submission in a folder or an archive of one student."""
        files = [replace(file, path_parts=(download.title, *file.path_parts))
                 for item in download.list_items() for file in item.files]  # fmt: skip
        submission = self.submit_item(download, Item(download.title, True, files))
        return replace(submission, key=harmless(download.path))

    def collect_platform(
        self, download: Download, format_: formats.Format, given: set[str]
    ) -> Iterator[Submission]:
        """Yield a submission for each sender of a platform's download, in order of first files.

        Items whose names do not have the platform's form come first. Of those with that form, the
        sender is known whatever the kind of the file.
        """
        uploads: dict[Student, tuple[str, list[Candidate]]] = {}
        for item in list_others(download, given):
            parsed = lms_names.parse_name(item.name, format_.platform)
            if parsed is None:
                if may_be_submitted(item):
                    yield self.submit_unnamed(download, item)
                continue
            _, candidates = uploads.setdefault(parsed.sender, (item.name, []))
            own = self.list_candidates(item, parsed.file)
            candidates += (add_platform_data(candidate, parsed) for candidate in own)
        for sender, (label, candidates) in uploads.items():
            submission = self.submit(download, sender, label, candidates)
            yield replace(submission, platform=format_.platform, trusts_id=format_.trusts_ids)

    def collect_plain(self, download: Download, given: set[str]) -> Iterator[Submission]:
        """Yield a submission for each item of a download whose names people chose themselves.

        An archive that is itself a platform's download is collected as such. A file of a kind that
        nobody hands in is a submission only if it is named after somebody on the class list.
        """
        stems = (name if is_folder else kinds.split_suffix(name)[0]
                 for name, is_folder in download.list_names()
                 if (is_folder or kinds.is_submission(name)) and name not in given)  # fmt: skip
        shared = CommonAffixes(stems, self.files.kata.name)
        words = shared.list_words()
        for item in list_others(download, given):
            if not may_be_submitted(item):
                yield from self.submit_odd(download, item, shared)
            elif not item.is_folder and self.files.has_kata_name(item.name):
                yield self.submit_unnamed(download, item)
            elif kinds.is_archive(item.name) and (inner := self.open_download(download, item)):
                yield from self.collect(inner)
            else:
                submission = self.submit_item(download, item)
                yield replace(submission, cores=shared.get_cores(get_stem(item)),
                              words=words)  # fmt: skip

    def submit_odd(
        self, download: Download, item: Item, shared: CommonAffixes
    ) -> Iterator[Submission]:
        """Yield the submission in a file of any other kind if the class list knows its name."""
        stem = Path(item.name).stem
        cores = shared.get_cores(stem)
        if self.class_list and any(map(self.class_list.is_known, (stem, *cores))):
            submission = self.submit_item(download, item)
            yield replace(submission, sender=lms_names.parse_own_name(stem, is_folder=True),
                          cores=cores, words=shared.list_words())  # fmt: skip

    def open_download(self, download: Download, item: Item) -> ArchiveDownload | None:
        """Return an archive in a download if it is itself a platform's download, else None."""
        try:
            files = self.archives.list_nested(item.files[0])
        except RefusedFileError:
            return None
        inner = ArchiveDownload(
            f"{download.path}/{harmless(item.name)}",
            get_stem(item),
            [replace(file, path_parts=file.path_parts[1:]) for file in files],
        )
        names = list(list_submission_names(inner))
        return inner if formats.decide_format(names, None).platform and len(names) > 1 else None

    def submit_item(self, download: Download, item: Item) -> Submission:
        """Return the submission of the student after whom an item is named."""
        sender = lms_names.parse_own_name(item.name, is_folder=item.is_folder)
        return self.submit(download, sender, item.name, self.list_candidates(item))

    def submit_unnamed(self, download: Download, item: Item) -> Submission:
        """Return a submission that is named after no student: undecided, unless it is refused."""
        submission = self.submit_item(download, item)
        name = harmless(item.name)
        why = f"{name} lies among files of students and is called after none of them"
        return replace(submission, undecided="" if submission.refusal else why)

    def list_candidates(self, item: Item, name: str = "") -> list[Candidate]:
        """Return the files of an item; `name` is the name that its sender gave it on a platform."""
        if item.is_folder:
            return to_candidates(expand(item.files, self.archives))
        [file] = item.files
        if not kinds.is_archive(item.name):
            return [Candidate(name or item.name, file)]
        try:
            # An archive that people named themselves is shown as a folder.
            shown = None if name else (get_stem(item),)
            return to_candidates(expand(self.archives.list_nested(file, shown), self.archives, 1))
        except RefusedFileError as error:
            return [Candidate(name or item.name, replace(file, refusal=str(error)))]

    def submit(
        self, download: Download, sender: Student, label: str, candidates: Sequence[Candidate]
    ) -> Submission:
        """Select the file that counts among a sender's candidates, and return the submission."""
        own = [candidate for candidate in candidates
               if not self.files.is_data(candidate.name, candidate.file)]  # fmt: skip
        choice = (
            select(own, self.files.kata.name, self.files.is_starter, self.files.is_work)
            if own or not candidates
            else Choice(None, f"{list_paths(candidates)}: the kata's data, as it was given out")
        )
        key = harmless(f"{download.path}/{label}")
        best = choice.best
        if best is None:
            late = any(candidate.late for candidate in candidates)
            return Submission(sender, key, label, harmless(label), None, choice.refusal, late=late)
        refusal = best.file.refusal and best.file.describe(best.file.refusal)
        unread = (candidate.file.describe(candidate.file.refusal) for candidate in own
                  if candidate.file.refusal.startswith(UNREADABLE))  # fmt: skip
        note = "; ".join(filter(None, (choice.note, *unread)))
        return Submission(sender, key, label, harmless(best.file.path), best.file, refusal,
                          late=best.late, upload=best.upload, note=note)  # fmt: skip


def list_others(download: Download, given: set[str]) -> Iterator[Item]:
    """Yield the items that were not given out by the teacher."""
    return (item for item in download.list_items() if item.name not in given)


def may_be_submitted(item: Item) -> bool:
    """Whether an item is a folder or of a kind that people hand in."""
    return item.is_folder or kinds.is_submission(item.name)


def refuse_unsupported(download: Download) -> None:
    """Raise PathError for a download of an unsupported platform, or of one unreadable archive."""
    names = list(islice(list_submission_names(download), MAX_PROBED))
    if platform := formats.name_unsupported_platform(names):
        raise PathError(
            f"{download.path}: a download of {platform}, whose names kata does not read: "
            "rename each file after its student, or download from Canvas or Moodle"
        )
    if len(names) == 1 and (kind := kinds.get_unsupported_kind(names[0])):
        raise PathError(f"{download.path}: {names[0]} is a {kind}: unpack it and name the folder")


def add_platform_data(candidate: Candidate, parsed: lms_names.ParsedName) -> Candidate:
    """Return a candidate with the data that its platform wrote into its name."""
    _, version = split_version(f"{kinds.split_suffix(parsed.file)[0]}.py")
    upload = lms_names.get_upload_order(parsed.upload)
    return replace(candidate, upload=upload, late=parsed.late, version=version, is_numbered=True,
                   no_file=parsed.no_file)  # fmt: skip


def to_candidates(files: Iterable[SubmittedFile]) -> list[Candidate]:
    """Return files as candidates, except those that belong to tools."""
    return [Candidate(file.name, file, len(file.path_parts))
            for file in limit_files(files) if not is_ignored(file.name)]  # fmt: skip
