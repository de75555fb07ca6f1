// Small comforts of every page. Each works without this script as a plain link, form or details.
(function () {
  'use strict';
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  // Light or dark: the choice is kept on this device.
  each('[data-theme-toggle]', function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var root = document.documentElement, theme = root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
      root.setAttribute('data-bs-theme', theme);
      try { localStorage.setItem('ic-theme', theme); } catch (error) { /* storage is switched off */ }
    });
  });

  // Menus made of details: one open at a time; Escape and a click elsewhere close them.
  function closeMenus(except) { each('[data-popup]', function (menu) { if (menu !== except) menu.open = false; }); }
  each('[data-popup]', function (menu) {
    menu.addEventListener('toggle', function () { if (menu.open) closeMenus(menu); });
    menu.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && menu.open) { menu.open = false; menu.querySelector('summary').focus(); }
    });
  });
  document.addEventListener('click', function (event) { if (!event.target.closest('[data-popup]')) closeMenus(null); });

  // Filters start closed on a phone; without script they stay open.
  if (window.matchMedia && matchMedia('(max-width: 61.99rem)').matches) each('[data-close-narrow]', function (part) { part.open = false; });

  // Print; on paper everything folded is open.
  each('[data-print]', function (button) { button.hidden = false; button.addEventListener('click', function () { window.print(); }); });
  window.addEventListener('beforeprint', function () { each('details', function (part) { part.open = true; }); });

  // A row of rooms or steps that is wider than a phone begins where one is.
  each('.tabs [aria-current], .arcade-scroll [aria-current]', function (link) {
    var row = link.closest('.tabs, .arcade-scroll');
    row.scrollLeft = link.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - link.offsetWidth) / 2;
  });

  // The summary of errors takes the focus when a form comes back.
  var summary = document.querySelector('[data-errsum][autofocus]');
  if (summary) summary.focus();
})();
