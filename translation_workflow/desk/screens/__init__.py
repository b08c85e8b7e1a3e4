"""The desk in the admin: one page to look at, and endpoints that take and answer JSON.

All are POST but `page`, `beside` and `history`, with the CSRF token in the header `X-CSRFToken`. A page
that is open says in `X-Drawn-For` for whom it was drawn; where somebody else is signed in by now, nothing
is done. Every answer below 500 is JSON; from 400 on it has `detail`, a sentence for people. A piece is
{context, string, version}; words are HTML as `innerHTML` says it, and those that come back are what was
understood.

- keep {piece, words}: 200 {kept_at, is_kept, is_gone, words, findings, length, limit, lost_links}
- settle {piece, words}: 200 {context, string, version, state, state_label, origin_label, words, is_exception,
  is_copy, findings, length, limit, lost_links, counts}
- act {piece, act, and words, finding, reason}: as settle. `act` is confirm, approve, send_back, copy_source,
  take_masters, dismiss (finding, reason) or undismiss (finding); words are settled before they are confirmed
  or approved
- drop {context, string}: 200 {findings} of the words that stand there, none where the text is gone; what I
  typed there and did not settle is thrown away
- suggest {context, string}: 200 {words, origin_label}
- restore {piece, entry}: as settle
- beside, history ?context=&string=: a fragment of HTML
- send: a form, which goes on to the page with a message

400: not of that shape. 401: {detail, is_other: true}, somebody else is signed in. 403: this person may not.
404: no such piece on this page. 409: somebody was faster, {detail, theirs: {words, state, state_label, by,
at, version}, yours: {words}}, or the master's text is another one now, {detail, is_gone: true}. 422: cannot
be done, as with words that do not fit. What was typed is kept in any case from 409 on.
"""
