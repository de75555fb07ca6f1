// Findings written on the way. What is typed is kept on this phone until it has been sent; a finding that is
// saved without a connection waits here and is sent when the phone is online again. Without this script the
// page is a plain form. The photo cannot wait: a browser keeps no files for us.
(function () {
  'use strict';
  var form = document.querySelector('form[data-offline]');
  if (!form) return;
  // Kept per person: a phone may pass from hand to hand.
  var draftKey = 'ic-finding-draft:' + form.dataset.person + ':' + form.dataset.offline + location.search;
  var queueKey = 'ic-finding-queue:' + form.dataset.person;
  var names = ['kind', 'text', 'language', 'photo_alt', 'agenda_item', 'key_factor'];
  var status = form.querySelector('[data-saved]');
  function say(words) { if (status) status.textContent = words; }
  function read(key, empty) { try { return JSON.parse(localStorage.getItem(key)) || empty; } catch (e) { return empty; } }
  function write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (e) { return false; } }
  function drop(key) { try { localStorage.removeItem(key); } catch (e) { /* nothing is kept */ } }
  function name() {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    return Array.from({ length: 4 }, function () { return Math.random().toString(16).slice(2, 10).padEnd(8, '0'); }).join('-');
  }
  function typed() { var d = new FormData(form), o = {}; names.forEach(function (n) { o[n] = d.get(n) || ''; }); return o; }

  // A draft of this very page comes back, unless the server has answered with errors: then its fields are the newer ones.
  var draft = read(draftKey, null);
  if (draft && !form.querySelector('[data-errsum]')) {
    names.forEach(function (n) { var f = form.elements[n]; if (f && draft[n]) f.value = draft[n]; });
    if (draft.text) say(form.dataset.kept);
  }
  if (!form.elements.sent_as.value) form.elements.sent_as.value = name();
  form.addEventListener('input', function () { if (write(draftKey, typed())) say(form.dataset.kept); });

  // One way to send, now or later: the server answers 201 when the finding is kept, and `sent_as` makes it keep a
  // finding once, however often it arrives over a bad line.
  function post(to, body) { return fetch(to, { method: 'POST', body: body, headers: { Accept: 'application/json' }, credentials: 'same-origin' }); }
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    var here = location.pathname + location.search;
    post(here, new FormData(form)).then(function (answer) {
      if (answer.status !== 201) { form.submit(); return; } // errors and sign-in are shown by the plain page
      drop(draftKey); answer.json().then(function (kept) { location.assign(kept.address); });
    }, function () { wait(here); });
  });
  function wait(here) {
    if (form.elements.photo.files.length) { say(form.dataset.photo); return; }
    if (!form.elements.text.value.trim()) { form.elements.text.focus(); return; }
    var waiting = read(queueKey, []), row = typed();
    row.sent_as = form.elements.sent_as.value; row.to = here;
    waiting.push(row);
    if (!write(queueKey, waiting)) return;
    drop(draftKey); form.elements.text.value = ''; form.elements.sent_as.value = name(); say(form.dataset.waiting);
  }
  var sending = false;
  function send() {
    var waiting = read(queueKey, []);
    if (sending || !waiting.length) return;
    sending = true;
    var body = new FormData(); Object.keys(waiting[0]).forEach(function (k) { if (k !== 'to') body.append(k, waiting[0][k]); });
    body.append('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
    post(waiting[0].to, body).then(function (answer) {
      sending = false;
      if (answer.status !== 201) { say(form.dataset.refused); return; }
      write(queueKey, read(queueKey, []).slice(1)); say(form.dataset.sent); send();
    }, function () { sending = false; say(form.dataset.waiting); });
  }
  window.addEventListener('online', send);
  send();
})();
