'use strict';
// On every page: words that a search led to are marked where they stand.
// Words are cut and folded as src/search/words.rs does.
(() => {
  const own = window.briefbook;
  const joined = '\\p{M}\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
  const word = '[\\p{Alphabetic}\\p{N}]';
  const unspaced = '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u312f\\u31a0-\\u4dbf\\u4e00-\\ua4cf' +
    '\\uf900-\\ufaff\\uff66-\\uff9f\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3ffff}]';
  const run = new RegExp(`(?=${unspaced})${word}[${joined}]*|${word}(?:[${joined}]|(?!${unspaced})${word})*`, 'gu');
  const ligatures = { 'ﬀ': 'ff', 'ﬁ': 'fi', 'ﬂ': 'fl', 'ﬃ': 'ffi', 'ﬄ': 'ffl', 'ﬅ': 'st', 'ﬆ': 'st' };
  const strokes = { 'ø': 'o', 'Ø': 'o', 'ł': 'l', 'Ł': 'l', 'đ': 'd', 'Đ': 'd', 'ħ': 'h', 'Ħ': 'h', 'ı': 'i' };
  const accents = new RegExp('[\\u0300-\\u034e\\u0350-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4' +
    '\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed' +
    '\\u1dc0-\\u1dff\\u20d0-\\u20dc\\u20e1]', 'g');

  own.fold = text => {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    return text.normalize('NFC').replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/[\ufb00-\ufb06]/g, sign => ligatures[sign]).replace(/[\u02b9\u02bb-\u02bd]/g, "'")
      .normalize('NFD').replace(accents, '').replace(/[øØłŁđĐħĦı]/g, sign => strokes[sign])
      .toLowerCase().replace(/ς/g, 'σ');
  };

  // The words of a text: [folded, begin, end].
  own.words = text => Array.from(text.matchAll(run), found =>
    [own.fold(found[0]), found.index, found.index + found[0].length]).filter(found => found[0]);

  // A text as nodes, its words of a set marked.
  own.marked = (text, set) => {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const [folded, begin, end] of own.words(text)) {
      if (!set.has(folded)) continue;
      out.append(text.slice(at, begin), own.made('mark', { className: 'found', textContent: text.slice(begin, end) }));
      at = end;
    }
    out.append(text.slice(at));
    return out;
  };

  function markIn(root, set) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const parent = node.parentElement;
      if (parent && !parent.closest('script, style, .no, .ref') && own.words(node.data).some(found => set.has(found[0]))) {
        node.replaceWith(own.marked(node.data, set));
      }
    }
    for (const mark of root.querySelectorAll('mark.found')) {
      const fold = mark.closest('details');
      if (fold) fold.open = true;
    }
  }

  // The first passage of a page with the most of the words.
  function best(root, set) {
    let most = 0, found = null;
    for (const block of root.querySelectorAll('p, li, td, dd, h1, h2, h3, h4, h5, h6, pre')) {
      const has = new Set(own.words(block.textContent).map(word => word[0]).filter(word => set.has(word))).size;
      if (has > most) [most, found] = [has, block];
    }
    return found;
  }

  function arrive() {
    const asked = new URLSearchParams(location.search);
    const set = new Set((asked.get('hl') || '').split(' ').filter(Boolean));
    const main = document.querySelector('main');
    if (!set.size || !main) return;
    const id = own.decode(location.hash.slice(1));
    const place = id && document.getElementById(id);
    const target = place && place.localName === 'mark' ? place.closest('p, li, td, blockquote, pre') || place : place;
    const root = target || best(main, set) || main;
    markIn(root, set);
    if (root !== main) (place || root).scrollIntoView({ block: place ? 'start' : 'center' });
    // What is copied out of the address bar is the address of the passage.
    asked.delete('hl');
    own.keep(asked);
  }

  arrive();
})();
