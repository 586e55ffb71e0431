'use strict';
// On every page: previews, keys, filters; in a document also copying, and highlights hidden. All of it is put in place
// here: without JavaScript nothing dead stands in a page.
(() => {
  const own = window.briefbook = {};
  const script = document.currentScript;
  const root = new URL('..', script.src).href;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const first = selector => document.querySelector(selector);
  const byId = id => document.getElementById(id);
  const boxOf = at => at.getBoundingClientRect();
  const when = (kind, act) => document.addEventListener(kind, act);
  const main = first('main');
  const made = own.made = (name, of = {}) => Object.assign(document.createElement(name), of);
  const template = id => {
    const found = byId(id);
    return found && document.importNode(found.content, true);
  };
  const fill = (text, places) => text.replace(/\{(\w+)\}/g, (all, name) => name in places ? places[name] : all);
  const stored = (name, value) => {
    try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; }
  };
  const decode = own.decode = text => {
    try { return decodeURIComponent(text); } catch { return text; }
  };
  own.keep = asked => {
    const rest = asked.toString();
    try { history.replaceState(null, '', location.pathname + (rest && `?${rest}`) + location.hash); } catch { /* stays */ }
  };
  const here = location.href.split(/[?#]/)[0];
  const idOf = link => decode(link.hash.slice(1));
  if (!main) return;

  // ---- previews: on hover and focus, never on touch; they stay as long as link or preview is pointed at
  const box = made('div', { id: 'preview', className: 'preview', hidden: true });
  const shards = Number(script.dataset.previews) || 0;
  const loads = [], data = [];
  let link = null, timer = 0, lit = null;
  box.setAttribute('role', 'tooltip');
  document.body.append(box);

  own.previews = (at, of) => { data[at] = of; };

  function hash(text) {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash;
  }

  const load = at => loads[at] = loads[at] || new Promise(done => {
    const src = `${root}assets/previews-${at}.js`;
    document.head.append(made('script', { src, onload: () => done(data[at] || {}), onerror: () => done({}) }));
  });

  // The name of what a link leads to, as the build names it.
  function named(to) {
    // In a picture a link's `href` is no text.
    const { href, hash } = new URL(to.getAttribute('href'), location.href);
    if (!shards || !href.startsWith(root)) return null;
    const note = /^#(annotation|note)-(.*?)(--\d+)?$/.exec(decode(hash));
    const page = href.split(/[?#]/)[0];
    if (note) return `#annotation-${note[2]}`;
    return page === here ? null : decode(page.slice(root.length));
  }

  function noteOf(to) {
    const note = to.matches('.ref') && byId(idOf(to));
    return note && note.matches('.note') ? note : null;
  }

  function seen(of) {
    const at = boxOf(of);
    return !of.matches('.folded') && at.left > main.clientWidth / 3 && at.top >= 0 && at.bottom <= innerHeight;
  }

  async function show(to) {
    const note = noteOf(to);
    let parts;
    if (note) {
      const copy = note.querySelector('details').cloneNode(true);
      for (const one of all('summary, [role=doc-backlink]', copy)) one.remove();
      for (const one of all('[id]', copy)) one.removeAttribute('id');
      for (const one of all('a', copy)) one.replaceWith(...one.childNodes);
      parts = copy.childNodes;
    } else {
      const name = named(to);
      const record = (await load(hash(name) % shards))[name];
      if (!record || wanted !== to) return;
      const [kind, title, facts, text, lang = ''] = record;
      const lines = [['meta', kind], ['called', title, lang], ['meta', facts], ['', text, lang]].filter(line => line[1]);
      parts = lines.map(([className, textContent, lang = '']) => made('p', { className, textContent, ...lang && { lang } }));
    }
    hide();
    link = to;
    if (note && seen(note)) {
      lit = note;
      note.classList.add('lit');
      return;
    }
    box.replaceChildren(...parts);
    box.classList.toggle('note', !!note);
    box.hidden = false;
    if (!note) to.setAttribute('aria-describedby', 'preview');
    // Below the last line of a link, or above its first.
    const lines = to.getClientRects(), foot = lines[lines.length - 1];
    const width = document.documentElement.clientWidth, high = box.offsetHeight;
    const below = foot.bottom + high + 6 < innerHeight || lines[0].top < high + 6;
    const at = below ? foot : lines[0];
    box.style.left = `${Math.max(8, Math.min(at.left, width - box.offsetWidth - 8)) + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 6 : at.top - high - 6) + scrollY}px`;
  }

  function hide() {
    if (link) link.removeAttribute('aria-describedby');
    if (lit) lit.classList.remove('lit');
    link = lit = null;
    box.hidden = true;
  }

  let wanted = null;
  function soon(to, wait) {
    clearTimeout(timer);
    wanted = to;
    timer = setTimeout(() => to ? to !== link && show(to) : hide(), wait);
  }
  const previewed = at => {
    const to = at.closest && at.closest('main a[href], .rail a[href]');
    return to && !to.closest('.crumb, .turn, .no, .strip, .letters, .letter, .hits') && (noteOf(to) || named(to)) ? to : null;
  };
  // What has the keyboard's focus has its preview, wherever the pointer rests.
  function leave() {
    const held = first('a:focus-visible');
    if (held && held === wanted) return;
    if (!held || held !== link) return soon(null, 250);
    clearTimeout(timer);
    wanted = link;
  }
  when('pointerover', event => {
    if (event.pointerType === 'touch') return;
    const to = previewed(event.target);
    if (to) soon(to, 350);
    else if (box.contains(event.target)) clearTimeout(timer);
    else leave();
  });
  when('focusin', event => {
    const to = previewed(event.target);
    if (to && to.matches(':focus-visible')) soon(to, 350);
    else soon(null, 0);
  });
  when('pointerdown', event => { if (!box.contains(event.target)) soon(null, 0); });
  addEventListener('blur', () => soon(null, 0));

  const said = made('p', { className: 'vh' });
  said.setAttribute('role', 'status');
  document.body.append(said);

  // ---- copying: links to blocks, citations
  const tools = template('tools');
  const bar = tools && tools.querySelector('.tools');
  const canonical = first('link[rel=canonical]');
  const address = hash => (canonical ? canonical.href : here) + hash;

  async function copy(text, button) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      // Without a clipboard the words are selected, to be copied by hand.
      const area = made('textarea', { className: 'taken', readOnly: true, value: text });
      area.setAttribute('aria-label', bar.dataset.press);
      button.after(area);
      area.select();
      area.onblur = () => area.remove();
    }
    const words = button.textContent;
    said.textContent = '';
    setTimeout(() => { said.textContent = done ? bar.dataset.copied : bar.dataset.press; }, 50);
    if (!done || button.dataset.done) return;
    button.dataset.done = words;
    button.textContent = bar.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
      delete button.dataset.done;
    }, 2000);
  }

  function placed(anchor, number) {
    const words = first('#citation .at').dataset;
    return fill(number ? words.number : words.block, { number, anchor });
  }

  function citation(id, number) {
    const text = byId('citation').cloneNode(true);
    const at = text.querySelector('.at');
    const known = text.querySelector('.address');
    if (id) {
      at.textContent = placed(id, number);
      if (known) known.textContent = address(`#${id}`);
      else if (location.protocol !== 'file:') text.append(` ${address(`#${id}`)}`);
    }
    return text.textContent.replace(/\s+/g, ' ').trim();
  }

  function blocks() {
    const acts = tools.querySelector('.acts');
    const [toLink, toCite] = all('button', acts);
    const numbers = new Map(all('.text :is(a.no, a.quiet)').map(one => [idOf(one), one]));
    const names = [toLink, toCite].map(button => button.title), ample = matchMedia('(min-width: 64rem)');
    let id = '', number = '';
    function put(block) {
      const to = numbers.get(block);
      if (block === id || !to || acts.contains(document.activeElement)) return;
      id = block;
      number = to.classList.contains('quiet') ? '' : to.querySelector('.n').textContent.replace(/\.$/, '');
      const place = placed(id, number).replace(/^,\s*/, '');
      [toLink, toCite].forEach((button, nth) => button.setAttribute('aria-label', names[nth] + bar.dataset.colon + place));
      to.after(acts);
      const top = to.matches('.no') ? boxOf(to).bottom : boxOf(byId(id)).top;
      acts.style.top = `${top - boxOf(acts.offsetParent).top}px`;
    }
    function drop() {
      if (acts.contains(document.activeElement)) return;
      acts.remove();
      id = '';
    }
    const blockOf = at => at && (numbers.has(at.id) ? at.id : blockOf(at.parentElement));
    when('pointerover', event => {
      const to = event.target;
      // What has the keyboard's focus keeps the buttons, wherever the pointer rests.
      if (event.pointerType === 'touch' || acts.contains(to) || first(':is(.no, .quiet):focus-visible')) return;
      const block = blockOf(to), beside = ample.matches && !to.closest('.frame');
      if (block && (beside || to.closest('.no, .quiet'))) put(block);
      else if (block !== id && !(beside && to.closest('.text'))) drop();
    });
    when('focusin', event => {
      const to = event.target.closest('.text :is(a.no, a.quiet)');
      if (to) put(idOf(to));
      else if (!acts.contains(event.target) && !event.target.matches('.taken')) drop();
    });
    when('keydown', event => {
      if (event.key !== 'Escape' || !id) return;
      if (acts.contains(document.activeElement)) numbers.get(id).focus({ preventScroll: true });
      drop();
    });
    toLink.onclick = () => copy(address(`#${id}`), toLink);
    toCite.onclick = () => copy(citation(id, number), toCite);
    for (const one of all('#citation, .citing pre')) {
      const button = made('button', { type: 'button', textContent: bar.dataset.copy });
      button.onclick = () => copy(one.id ? citation() : one.textContent, button);
      one.after(button);
    }
  }

  // ---- highlights hidden, and remembered
  function marks() {
    const button = bar.querySelector('button');
    const set = off => {
      button.setAttribute('aria-pressed', off);
      document.documentElement.classList.toggle('unmarked', off);
    };
    let off = stored('briefbook.marks') === 'off';
    set(off);
    button.onclick = () => {
      set(off = !off);
      stored('briefbook.marks', off ? 'off' : 'on');
    };
    main.querySelector('.title').after(bar);
    button.hidden = !main.querySelector('.text mark');
  }

  // ---- filters, kept in the address
  function filters() {
    const part = template('filter');
    if (!part) return;
    const whole = part.firstElementChild;
    const form = part.querySelector('.filter');
    const controls = all('select, input', form);
    const back = form.querySelector('button');
    const says = made('p', { className: 'filtered sans' });
    says.setAttribute('role', 'status');
    const items = all('[data-kind], [data-only], [data-verdict]', main).concat(all('.note:not([data-only])', main));
    const notes = all('.note', main);
    const folded = new Set(notes.filter(note => note.matches('.folded')));
    if (bar) bar.append(form);
    (bar || main.querySelector('.title')).after(...bar ? [says] : [whole, says]);

    // What is no year is not meant yet.
    const given = one => one.selectedOptions || /^-?\d+$/.test(one.value) ? one.value : '';
    const of = (item, name) => ({ from: item.dataset.last, to: item.dataset.first })[name] ?? item.dataset[name];
    function fits(item) {
      return controls.every(one => {
        const name = one.name, value = given(one);
        const has = name === 'only' ? item.dataset.only || '' : of(item, name);
        if (!value || has === undefined) return true;
        if (name !== 'from' && name !== 'to') return has === value || has.split('|').includes(value);
        return has !== '' && (name === 'from' ? Number(has) >= Number(value) : Number(has) <= Number(value));
      });
    }

    function said(pattern, of) {
      const n = of.filter(fits).length;
      return fill(pattern, { n, total: of.length, hidden: of.length - n });
    }

    function apply() {
      const on = controls.filter(given);
      for (const one of controls) one.setAttribute('aria-invalid', one.value !== given(one));
      for (const item of items.filter(item => !item.matches('.note'))) item.hidden = !fits(item);
      columns();
      for (const item of all('.year, tbody', main)) {
        const inner = all('.ev, tr[data-verdict]', item);
        if (inner.length) item.hidden = inner.every(one => one.hidden);
      }
      for (const month of all('h3.month', main)) {
        month.hidden = all('.ev', month.nextElementSibling).every(one => one.hidden);
      }
      for (const count of all('.year > h2 small, .goal .meta', main)) count.hidden = on.length > 0;
      pick(on.length > 0);
      back.hidden = !on.length;
      says.textContent = '';
      if (on.length) {
        const chosen = on.map(one => one.parentElement.firstChild.data.trim() + form.dataset.colon +
          (one.selectedOptions ? one.selectedOptions[0].text : one.value));
        const shown = notes.length ? [notes] : [all('.ev, tr[data-verdict]', main), all('th[data-kind]', main)];
        const counts = [form.dataset.says, form.dataset.columns].map((pattern, at) => pattern && said(pattern, shown[at]));
        if (on.some(one => /^(kind|from|to)$/.test(one.name))) counts.push(form.dataset.whole);
        says.textContent = `${chosen.join('; ')}. ${counts.filter(Boolean).join(' ')}`;
      }
      const asked = new URLSearchParams(location.search);
      for (const one of controls) given(one) ? asked.set(one.name, one.value) : asked.delete(one.name);
      own.keep(asked);
    }

    // Cells go with their column, and what spans them shrinks.
    function columns() {
      for (const table of all('table.matrix', main)) {
        const heads = [...table.tHead.rows[0].cells];
        const off = heads.map(head => head.hidden);
        const cols = all('col', table);
        off.forEach((hidden, at) => { cols[at].hidden = hidden; });
        for (const row of all('tbody tr', table)) {
          if (row.cells.length === 1) row.cells[0].colSpan = off.filter(hidden => !hidden).length;
          else [...row.cells].forEach((cell, at) => { cell.hidden = off[at]; });
        }
      }
    }

    // Notes that are not meant are folded, and their highlights left out.
    function pick(on) {
      const out = new Set();
      for (const note of notes) {
        const aside = on && !fits(note);
        note.classList.toggle('aside', aside);
        note.classList.toggle('folded', aside || folded.has(note));
        if (aside) note.firstElementChild.open = false;
        if (aside) out.add(note.id.replace(/^(note|annotation)-/, ''));
      }
      for (const mark of all('.text mark[data-a]', main)) {
        mark.classList.toggle('aside', mark.dataset.a.split(' ').every(name => out.has(name)));
      }
    }

    function reset() {
      for (const one of controls) one.value = '';
      apply();
    }
    // A link to something that is hidden shows it.
    function arrive() {
      const at = location.hash && byId(idOf(location));
      if (at && at.closest('[hidden]')) {
        reset();
        says.textContent = form.dataset.lifted;
        at.scrollIntoView();
      }
    }
    function read() {
      const asked = new URLSearchParams(location.search);
      for (const one of controls) {
        one.value = asked.get(one.name) || '';
        if (one.selectedIndex === -1) one.value = '';
      }
    }
    read();
    addEventListener('popstate', () => {
      read();
      apply();
    });
    form.addEventListener('change', apply);
    back.onclick = () => {
      reset();
      controls[0].focus();
    };
    addEventListener('hashchange', arrive);
    // Many fields are folded where they would fill the window, but not while one of them is set.
    const wide = matchMedia('(min-width: 48rem)'), set = () => controls.some(one => one.value);
    const fold = wide.onchange = () => { whole.open = wide.matches || set(); };
    fold();
    if (set()) apply();
    arrive();
  }

  // ---- keys
  function keys() {
    const part = template('keys');
    if (!part) return;
    const help = part.firstElementChild;
    const check = help.querySelector('input');
    const open = made('button', { type: 'button', textContent: help.querySelector('h2').textContent, className: 'off-paper' });
    check.checked = stored('briefbook.keys') !== 'off';
    check.onchange = () => stored('briefbook.keys', check.checked ? 'on' : 'off');
    open.onclick = () => help.showModal();
    help.querySelector('button').onclick = () => help.close();
    document.body.append(help);
    first('.foot').append(open);

    const field = byId('q'), search = first('a[rel~=search]');
    let last = null;
    function step(by) {
      const stops = all('main .note:not(.aside), .register .line');
      if (!stops.length) return;
      let at = stops.indexOf(last && last.isConnected ? last : null);
      if (at < 0) {
        const next = stops.findIndex(one => boxOf(one).top > 4);
        at = next < 0 ? stops.length : next;
        if (by > 0) at -= 1;
      }
      const to = stops[Math.max(0, Math.min(stops.length - 1, at + by))];
      if (last) last.classList.remove('lit');
      last = to;
      const fold = to.querySelector('details');
      if (fold) fold.open = true;
      to.tabIndex = -1;
      to.classList.add('lit');
      to.focus({ preventScroll: true });
      to.scrollIntoView({ block: 'center' });
    }
    when('focusout', event => { if (event.target === last) last.classList.remove('lit'); });
    when('keydown', event => {
      if (event.key === 'Escape') {
        clearTimeout(timer);
        wanted = null;
        hide();
      }
      if (!check.checked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const at = event.target;
      if (at.isContentEditable || /^(input|textarea|select)$/i.test(at.localName) || help.open) return;
      if (event.key === 'n') step(1);
      else if (event.key === 'p') step(-1);
      else if (event.key === '?') help.showModal();
      else if (event.key === '/' && field) field.focus(), field.select();
      else if (event.key === '/' && search) location.href = search.href;
      else return;
      event.preventDefault();
    });
  }

  if (tools) {
    marks();
    blocks();
  }
  filters();
  keys();
  // A note that is led to is open.
  const unfold = () => {
    const note = location.hash && byId(idOf(location));
    if (note && note.matches('.note')) note.firstElementChild.open = true;
  };
  addEventListener('hashchange', unfold);
  unfold();
})();
