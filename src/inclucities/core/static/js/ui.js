// Small interactions for the mock-ups. In the product the same attributes are served by htmx partials;
// every one of them must also work as a plain link or form post.
(function () {
  'use strict';
  var $$ = function (s, r) { return Array.prototype.slice.call((r || document).querySelectorAll(s)); };
  function toast(text, undo) {
    var host = document.querySelector('[data-toasts]'); if (!host) return;
    var el = document.createElement('div'); el.className = 'toast-ic'; el.appendChild(document.createElement('span')).textContent = text;
    if (undo) { var b = document.createElement('button'); b.type = 'button'; b.textContent = 'Undo'; b.onclick = function () { el.remove(); undo(); }; el.appendChild(b); }
    host.appendChild(el); setTimeout(function () { el.remove(); }, 8000);
  }
  // Light or dark
  $$('[data-theme-toggle]').forEach(function (b) { b.addEventListener('click', function () {
    var r = document.documentElement, t = r.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    r.setAttribute('data-bs-theme', t); try { localStorage.setItem('ic-theme', t); } catch (e) {}
  }); });
  // One of several views: list or map, agenda or findings
  $$('[data-view]').forEach(function (b) { b.addEventListener('click', function (e) {
    e.preventDefault(); var g = b.getAttribute('data-group');
    $$('[data-view][data-group="' + g + '"]').forEach(function (x) { x.setAttribute('aria-pressed', String(x === b)); });
    $$('[data-panel][data-group="' + g + '"]').forEach(function (p) { p.hidden = p.getAttribute('data-panel') !== b.getAttribute('data-view'); });
  }); });
  // Autosave: says what happened, never only with colour
  $$('[data-autosave]').forEach(function (f) { var s = f.querySelector('[data-saved]') || document.querySelector('[data-saved]'), t;
    f.addEventListener('input', function () { if (!s) return; s.textContent = 'Saving…'; clearTimeout(t); t = setTimeout(function () { var d = new Date(); s.textContent = 'Saved at ' + String(d.getHours()).padStart(2, '0') + ':' + String(d.getMinutes()).padStart(2, '0'); }, 700); });
  });
  // Native dialogs
  $$('[data-dialog]').forEach(function (b) { b.addEventListener('click', function () { var d = document.getElementById(b.getAttribute('data-dialog')); if (d && d.showModal) d.showModal(); }); });
  $$('[data-close]').forEach(function (b) { b.addEventListener('click', function () { var d = b.closest('dialog'); if (d) d.close(); }); });
  // Lock a pair
  $$('[data-lock]').forEach(function (b) { b.addEventListener('click', function () {
    var on = b.getAttribute('data-on') !== 'true'; b.setAttribute('data-on', String(on)); b.querySelector('span').textContent = on ? 'Locked' : 'Lock';
    toast(on ? 'Pair locked. It stays when the round is computed again.' : 'Pair unlocked.');
  }); });
  $$('[data-toast]').forEach(function (b) { b.addEventListener('click', function (e) { e.preventDefault(); toast(b.getAttribute('data-toast'), function () { toast('Undone.'); }); }); });
  // Filters start closed on a phone; without JavaScript they stay open
  if (window.matchMedia && matchMedia('(max-width: 61.99rem)').matches) $$('[data-close-narrow]').forEach(function (d) { d.open = false; });
  $$('[data-print]').forEach(function (b) { b.hidden = false; b.addEventListener('click', function () { window.print(); }); });
  // On paper everything folded is open
  window.addEventListener('beforeprint', function () { $$('details').forEach(function (d) { d.open = true; }); });
  // A row of rooms or steps that is wider than a phone begins where one is
  $$('.tabs [aria-current], .arcade-scroll [aria-current]').forEach(function (a) { var row = a.closest('.tabs, .arcade-scroll'); row.scrollLeft = a.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - a.offsetWidth) / 2; });
  // Error summary takes the focus when the form comes back with errors
  var es = document.querySelector('[data-errsum][autofocus]'); if (es) es.focus();
})();
// Menus made of details: one open at a time, Escape and a click elsewhere close them. Light or dark needs this script.
(function () {
  'use strict';
  var drops = document.querySelectorAll('[data-popup]');
  function close(except) { drops.forEach(function (d) { if (d !== except) d.open = false; }); }
  drops.forEach(function (d) {
    d.addEventListener('toggle', function () { if (d.open) close(d); });
    d.addEventListener('keydown', function (e) { if (e.key === 'Escape' && d.open) { d.open = false; d.querySelector('summary').focus(); } });
  });
  document.addEventListener('click', function (e) { if (!e.target.closest('[data-popup]')) close(null); });
  document.querySelectorAll('[data-theme-toggle]').forEach(function (b) { b.hidden = false; });
})();
