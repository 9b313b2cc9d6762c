# expect: unrunnable
"""Raises what steers terminals, logs and runners while it is loaded."""

HARM = ["\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x1b]52;c;Y2F0\x07", "\x9b31m", "\u202egnp.exe", "\u2066left\u2069", "nul \0",
        "\r::error file=x::owned", "::error::owned", "::set-output name=passed::true", "##[error]owned", "::stop-commands::x",
        "\ud800 half a pair", "back\b\b\b\bover", "\u2028::warning::owned", "\ufeff", "\U000e0041tag", "a" * 5000]

raise type("\x1b[31m", (Exception,), {})("\n".join(HARM))
