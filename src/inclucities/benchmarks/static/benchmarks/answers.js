// Each key factor saves itself. Without this script the buttons of the form do the same for the whole page.
// States of a section: quiet, waiting (typed, not sent), busy (sent), clash (somebody else was faster).
(function () {
  'use strict';
  var form = document.querySelector('[data-answers]');
  if (!form || !window.fetch || !window.FormData) return;
  var token = form.querySelector('[name=csrfmiddlewaretoken]').value;
  var sections = Array.prototype.slice.call(form.querySelectorAll('[data-key-factor]'));

  function show(section, text, bad) {
    var host = section.querySelector('[data-saved]');
    host.textContent = text;
    host.classList.toggle('saved--bad', Boolean(bad));
  }
  function field(section, name) { return section.querySelector('input[type=hidden][name$="-' + name + '"]'); }
  function check(section, name, value) {
    section.querySelectorAll('[name$="-' + name + '"]').forEach(function (r) { r.checked = r.value === value; });
  }
  function content(section) {
    var data = new FormData();
    section.querySelectorAll('input, textarea').forEach(function (f) {
      if ((f.type !== 'radio' && f.type !== 'checkbox') || f.checked) data.append(f.name, f.value);
    });
    return data;
  }
  function saved(section, told) {
    field(section, 'version').value = told.version;
    field(section, 'seen').value = told.seen;
    var host = section.querySelector('[data-clash-host]');
    if (host.firstElementChild) {
      host.textContent = '';
      check(section, 'level', told.level);
      check(section, 'confidence', told.confidence);
      section.querySelector('textarea').value = told.note;
    }
    var progress = document.querySelector('[data-progress]');
    if (progress) progress.textContent = told.progress;
    show(section, told.message);
  }
  function clash(section, told) {
    section.dataset.state = 'clash';
    section.querySelector('[data-clash-host]').innerHTML = told.html;
    show(section, told.message, true);
  }
  function again(section) {
    var wait = Math.min(30, 2 * Math.pow(2, section.tries || 0));
    section.tries = (section.tries || 0) + 1;
    show(section, form.dataset.unsaved, true);
    section.dataset.state = 'waiting';
    section.timer = setTimeout(function () { send(section); }, wait * 1000);
  }
  function send(section) {
    clearTimeout(section.timer);
    if (section.dataset.state === 'busy') { section.more = true; return; }
    section.dataset.state = 'busy';
    section.more = false;
    show(section, form.dataset.saving);
    fetch(section.dataset.url, { method: 'POST', body: content(section), credentials: 'same-origin', keepalive: true,
      redirect: 'manual', headers: { 'X-CSRFToken': token, Accept: 'application/json' } })
      .then(function (answer) {
        if (answer.type === 'opaqueredirect' || answer.status === 403) {
          section.dataset.state = 'waiting'; show(section, form.dataset.signedOut, true); return null;
        }
        if (answer.status >= 500) { again(section); return null; }
        return answer.json().then(function (told) {
          section.tries = 0;
          section.dataset.state = 'quiet';
          if (answer.status === 200) saved(section, told);
          else if (answer.status === 409) clash(section, told);
          else show(section, told.message, true);
          if (section.more && answer.status === 200) send(section);
        });
      })
      .catch(function () { again(section); });
  }
  function touched(section, wait) {
    if (section.dataset.state === 'clash') return;
    if (section.dataset.state === 'busy') { section.more = true; return; }
    section.dataset.state = 'waiting';
    clearTimeout(section.timer);
    section.timer = setTimeout(function () { send(section); }, wait);
  }
  sections.forEach(function (section) {
    if (section.querySelector('[data-clash]')) section.dataset.state = 'clash';
    section.addEventListener('change', function (e) {
      if (!e.target.closest('[data-clash]')) touched(section, 0);
    });
    section.addEventListener('input', function (e) { if (e.target.tagName === 'TEXTAREA') touched(section, 900); });
    section.addEventListener('click', function (e) {
      if (!e.target.closest('[data-choose]')) return;
      e.preventDefault();
      if (section.querySelector('[name$="-choice"]:checked')) send(section);
    });
  });
  // Whoever leaves in the middle of a word loses nothing.
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState !== 'hidden') return;
    sections.forEach(function (s) { if (s.dataset.state === 'waiting') send(s); });
  });
  window.addEventListener('beforeunload', function (e) {
    if (form.dataset.leaving || !sections.some(function (s) { return s.dataset.state === 'waiting' || s.dataset.state === 'busy'; })) return;
    e.preventDefault();
  });
  form.addEventListener('submit', function () { form.dataset.leaving = '1'; });
})();
