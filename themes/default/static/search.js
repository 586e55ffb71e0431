'use strict';
// The page for searching: reads the index (src/search), ranks, and shows what was found.
(() => {
  const own = window.briefbook;
  const form = document.getElementById('find');
  if (!form || !own) return;
  const [box, list, status, more] = ['q', 'results', 'found', 'more'].map(id => document.getElementById(id));
  const kinds = [...form.querySelectorAll('[name=kind]')];
  const say = (key, n) => (form.dataset[key] || '').replace('{n}', n);

  // ---- files of the index: scripts that hand their data to `take`, each loaded once
  const parts = new Map();
  own.take = (name, data) => parts.get(name).done(data);
  function load(name) {
    let part = parts.get(name);
    if (!part) {
      part = {};
      part.data = new Promise((done, failed) => {
        part.done = done;
        const onerror = () => { parts.delete(name); failed(new Error(name)); };
        document.head.append(own.made('script', { src: `search/${name}.js`, onerror }));
      });
      parts.set(name, part);
    }
    return part.data;
  }

  let ready;
  const index = () => ready = ready || load('index').then(prepare).catch(error => { ready = null; throw error; });
  const SIGNS = "0123456789!#$'()*,-.:;=>?@[]^_{|";
  const value = new Map(Array.from(SIGNS, (sign, at) => [sign, at]));

  function prepare(index) {
    // For each record: its group, and whether it is the group's first. Groups: [kind, first day, last day].
    index.group = []; index.of = []; index.first = [];
    for (const [kind, count, from, to, times] of index.groups) {
      for (let time = 0; time < times; time++) {
        for (let at = 0; at < count; at++) {
          index.of.push(index.group.length);
          index.first.push(at === 0);
        }
        index.group.push([kind, from, to]);
      }
    }
    index.length = Array.from(index.lengths, sign => 2 ** (value.get(sign) / 3) - 1);
    index.mean = index.length.reduce((sum, length) => sum + length, 0) / Math.max(1, index.length.length);
    return index;
  }

  // ---- stems: the rules stand in the index; src/search/stem interprets them in the same way
  function vowels(text) {
    const out = [];
    for (const letter of text) out.push('aeiou'.includes(letter) || letter === 'y' && out[out.length - 1] === false);
    return out;
  }
  function holds(condition, text) {
    if (!condition) return true;
    if (condition >= '0' && condition <= '9') return text.length >= +condition;
    const v = vowels(text), n = v.length;
    let m = 0;
    for (let at = 1; at < n; at++) if (v[at - 1] && !v[at]) m++;
    const short = n > 2 && !v[n - 3] && v[n - 2] && !v[n - 1] && !/[wxy]$/.test(text);
    switch (condition) {
      case 'm': return m > 0;
      case 'M': return m > 1;
      case 'v': return v.includes(true);
      case 'w': return v.slice(0, -1).includes(true);
      case 'c': return n > 1 && !v[n - 1];
      case 'o': return m === 1 && short;
      case 'O': return m > 1 || m === 1 && !short;
      default: return m > 1 && /[st]$/.test(text);
    }
  }
  own.stem = (word, steps) => {
    if (!/^[a-z]{3,}$/.test(word)) return word;
    for (let at = 0; at < steps.length;) {
      const [further, otherwise, rules] = steps[at];
      let rule = null;
      for (const one of rules) if (word.endsWith(one[0]) && (!rule || one[0].length > rule[0].length)) rule = one;
      const before = rule && word.slice(0, word.length - rule[0].length);
      const fits = rule && holds(rule[2], before);
      if (fits) word = before + rule[1];
      at += fits ? further : otherwise;
    }
    return word;
  };

  // ---- words and their places
  // The last of sorted texts that is not behind one; the first if all are.
  function last(sorted, wanted) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (sorted[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }
  async function entries(index, number) {
    const data = await load(`words-${number}`);
    if (!data.made) {
      data.made = [];
      let word = '';
      for (let at = 0; at < data.length; at += 4) {
        word = word.slice(0, data[at]) + data[at + 1];
        data.made.push({ word, stem: own.stem(word, index.stems), records: data[at + 2], bits: data[at + 3] });
      }
    }
    return data.made;
  }
  // Calls back with each record and place of a word.
  function places(entry, each) {
    let at = 0;
    const bit = () => { const one = value.get(entry.bits[at / 5 | 0]) >> 4 - at % 5 & 1; at++; return one; };
    const fixed = bits => { let out = 0; while (bits-- > 0) out = out << 1 | bit(); return out; };
    const rice = low => { let high = 0; while (bit()) high++; return high << low | fixed(low); };
    const byRecord = fixed(5), byPlace = fixed(5);
    for (let record = -1, left = entry.records; left > 0; left--) {
      record += rice(byRecord) + 1;
      let place = -1;
      do { place += rice(byPlace) + 1; each(record, place); } while (bit());
    }
  }
  // What stands for a word: its own form, others with the same stem, and longer words that begin with it.
  async function find(index, word, open) {
    const stem = own.stem(word, index.stems);
    const forms = (await entries(index, last(index.words, stem))).filter(entry => entry.stem === stem)
      .map(entry => ({ entry, exact: entry.word === word, weight: entry.word === word ? 1 : .85 }));
    if (word.length > 1 && (open || !forms.length)) {
      const from = last(index.words, word.slice(0, Math.max(2, word.length - 3)));
      const to = Math.min(last(index.words, word + '\uffff'), from + 3);
      for (let number = from; number <= to; number++) {
        for (const entry of await entries(index, number)) {
          if (entry.word.startsWith(word) && !forms.some(form => form.entry === entry)) {
            forms.push({ entry, exact: false, weight: .5 });
          }
        }
      }
    }
    const term = { word, forms: new Set(forms.map(form => form.entry.word)), records: new Map() };
    for (const { entry, exact, weight } of forms) {
      places(entry, (record, place) => {
        let hit = term.records.get(record);
        if (!hit) term.records.set(record, hit = { often: 0, places: [], exact: [] });
        hit.often += weight;
        hit.places.push(place);
        if (exact) hit.exact.push(place);
      });
    }
    const count = index.of.length;
    term.rare = Math.log(1 + (count - term.records.size + .5) / (term.records.size + .5));
    return term;
  }

  // ---- the query
  function read() {
    const text = box.value.normalize('NFC').replace(/[“”„«»]/g, '"');
    const pieces = text.split('"');
    const asked = { terms: [], phrases: [], open: '' };
    pieces.forEach((piece, at) => {
      const words = own.words(piece).map(found => found[0]);
      asked.terms.push(...words);
      // An odd piece stands in quotes, the last one perhaps not closed yet.
      if (at % 2 && words.length) asked.phrases.push(words);
      else if (at === pieces.length - 1 && words.length && !/\s$/.test(piece)) asked.open = words[words.length - 1];
    });
    asked.terms = [...new Set(asked.terms)].slice(0, 12);
    const day = (name, rest) => {
      const found = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(form.elements[name].value.trim());
      return found && +found[1] * 10000 + +(found[2] || rest[0]) * 100 + +(found[3] || rest[1]);
    };
    asked.from = day('from', ['01', '01']);
    asked.to = day('to', ['12', '31']);
    asked.kinds = kinds.filter(one => one.checked).map(one => one.value);
    return asked;
  }

  function inTime(group, asked) {
    if (asked.from === null && asked.to === null) return true;
    if (!group[1] && !group[2]) return false;
    return (asked.from === null || group[2] >= asked.from) && (asked.to === null || group[1] <= asked.to);
  }
  const hasPhrase = (terms, words, record) => {
    const places = words.map(word => {
      const hit = terms.get(word) && terms.get(word).records.get(record);
      return new Set(hit ? hit.exact : []);
    });
    return [...places[0]].some(first => places.every((own, at) => own.has(first + at)));
  };

  function score(index, terms, record) {
    let sum = 0, before = null, begins = index.first[record] && index.kinds[index.group[index.of[record]][0]] !== 'note';
    const head = begins;
    terms.forEach((term, at) => {
      const hit = term.records.get(record);
      if (!hit) { before = null; begins = false; return; }
      const often = hit.often + (head && hit.places.some(place => place < 10) ? 2 : 0);
      sum += term.rare * often * 2.2 / (often + 1.2 * (.5 + .5 * index.length[record] / index.mean));
      if (before) sum += Math.min(term.rare, before.term.rare) * near(before.hit.places, hit.places);
      begins = begins && hit.places.includes(at);
      before = { term, hit };
    });
    // A name or title that begins with all that was asked for.
    if (begins) sum += terms.reduce((all, term) => all + term.rare, 0) * (1 + terms.length / (terms.length + index.length[record]));
    return sum;
  }
  // 1 for neighbours, less the farther apart.
  function near(some, others) {
    let best = 0;
    for (const one of some) {
      for (const other of others) best = Math.max(best, other - one === 1 ? 1 : .7 / Math.max(1, Math.abs(other - one)));
    }
    return best;
  }

  async function search(asked) {
    const data = await index();
    const terms = await Promise.all(asked.terms.map(word => find(data, word, word === asked.open)));
    const byWord = new Map(terms.map(term => [term.word, term]));
    const found = new Map();
    for (const term of terms) for (const record of term.records.keys()) found.set(record, (found.get(record) || 0) + 1);
    let hits = [...found.keys()].filter(record =>
      inTime(data.group[data.of[record]], asked) && asked.phrases.every(words => hasPhrase(byWord, words, record)));
    const whole = hits.filter(record => found.get(record) === terms.length);
    const partly = !whole.length && terms.length > 1;
    if (whole.length) hits = whole;
    const counts = data.kinds.map(() => 0);
    for (const record of hits) counts[data.group[data.of[record]][0]]++;
    if (asked.kinds.length) hits = hits.filter(record => asked.kinds.includes(data.kinds[data.group[data.of[record]][0]]));
    hits = hits.map(record => [score(data, terms, record) * (found.get(record) / terms.length) ** 2, record])
      .sort((one, other) => other[0] - one[0] || one[1] - other[1]).map(hit => hit[1]);
    // Words that are nearly everywhere tell nothing when they are marked.
    const telling = terms.filter(term => term.records.size < data.of.length / 5);
    const marks = new Set((telling.length ? telling : terms).flatMap(term => [...term.forms]));
    return { hits, counts, partly, marks, data };
  }

  // ---- results
  async function text(data, record) {
    const number = last(data.texts, record);
    const flat = await load(`texts-${number}`);
    let head, at = data.texts[number];
    for (let place = 0; place < flat.length;) {
      if (Array.isArray(flat[place])) { head = flat[place++]; continue; }
      if (at++ === record) return { title: head[0], page: head[1], date: head[2], id: flat[place], words: flat[place + 1] };
      place += 2;
    }
    throw new Error(`no record ${record}`);
  }
  const LONG = 260;
  // The part of a text with the most different marked words.
  function excerpt(words, marks) {
    if (words.length <= LONG) return words;
    const hits = own.words(words).filter(found => marks.has(found[0]));
    let start = 0, most = 0;
    for (const [, begin] of hits) {
      const inside = hits.filter(hit => hit[1] >= begin && hit[2] <= begin + LONG * .7);
      const has = new Set(inside.map(hit => hit[0])).size;
      if (has > most) [most, start] = [has, begin];
    }
    start = Math.max(0, Math.min(start - 60, words.length - LONG));
    if (start) start = words.indexOf(' ', start) + 1 || start;
    let end = words.length;
    if (start + LONG < end) { end = words.lastIndexOf(' ', start + LONG); if (end <= start) end = start + LONG; }
    return (start ? '… ' : '') + words.slice(start, end) + (end < words.length ? ' …' : '');
  }
  function item(hit, { data, marks }) {
    const kind = data.group[data.of[hit.number]][0];
    const shown = new Set(own.words(`${hit.title} ${hit.words}`).map(found => found[0]).filter(word => marks.has(word)));
    const href = `${hit.page}?hl=${encodeURIComponent([...shown].join(' '))}${hit.id && '#' + encodeURIComponent(hit.id)}`;
    const put = (part, ...nodes) => { part.append(...nodes); return part; };
    const title = put(own.made('p'), put(own.made('a', { href }), own.marked(hit.title, marks)));
    const numbered = /^p(\d.*)/.exec(hit.id);
    const place = numbered ? form.dataset.number.replace('{number}', numbered[1])
      : /^b\d/.test(hit.id) ? form.dataset.block.replace('{anchor}', hit.id) : '';
    const textContent = [say(data.kinds[kind]), hit.date, place].filter(Boolean).join(' · ');
    const row = put(own.made('li'), title, own.made('p', { className: 'meta sans', textContent }));
    if (hit.words) row.append(put(own.made('p', { className: 'words' }), own.marked(excerpt(hit.words, marks), marks)));
    return row;
  }

  let turn = 0, shown = null;
  async function show(result, mine) {
    const begin = list.children.length && result === shown ? list.children.length : 0;
    const next = result.hits.slice(begin, begin + 10);
    const rows = await Promise.all(next.map(async number => item({ ...await text(result.data, number), number }, result)));
    if (mine !== turn) return;
    if (!begin) list.replaceChildren();
    list.append(...rows);
    shown = result;
    more.hidden = list.children.length >= result.hits.length;
    if (begin && rows[0]) rows[0].querySelector('a').focus();
  }
  function count(result) {
    kinds.forEach(one => {
      const at = result ? result.data.kinds.indexOf(one.value) : -1;
      one.parentNode.querySelector('.cnt').textContent = at < 0 ? '' : result.counts[at];
    });
  }
  function keep() {
    const url = new URLSearchParams();
    for (const [name, given] of new FormData(form)) if (given.trim()) url.append(name, given.trim());
    own.keep(url);
  }
  async function go() {
    const mine = ++turn;
    const asked = read();
    keep();
    if (!asked.terms.length) {
      list.replaceChildren();
      shown = null; more.hidden = true; status.textContent = '';
      count(null);
      return;
    }
    form.setAttribute('aria-busy', 'true');
    try {
      const result = await search(asked);
      if (mine !== turn) return;
      count(result);
      shown = null;
      await show(result, mine);
      if (mine !== turn) return;
      const n = result.hits.length;
      status.textContent = n ? say(n === 1 ? 'one' : 'many', n) + (result.partly ? ' ' + say('partly') : '') : say('none');
    } catch {
      if (mine === turn) status.textContent = say('failed');
    }
    if (mine === turn) form.removeAttribute('aria-busy');
  }

  let later;
  const soon = () => { clearTimeout(later); later = setTimeout(go, 180); };
  form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(later); go(); });
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
  more.addEventListener('click', () => shown && show(shown, turn));
  document.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement);
    const inBox = document.activeElement === box;
    if (!links.length || at < 0 && !(inBox && event.key === 'ArrowDown')) return;
    event.preventDefault();
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
  });

  const given = new URLSearchParams(location.search);
  for (const name of ['q', 'from', 'to']) if (given.get(name)) form.elements[name].value = given.get(name);
  kinds.forEach(one => { one.checked = given.getAll('kind').includes(one.value); });
  form.querySelector('details').open = matchMedia('(min-width: 48rem)').matches || /&(kind|from|to)=/.test(location.search);
  if (box.value) go(); else box.focus();
})();
