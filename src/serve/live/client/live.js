// The preview's part of a page: shows what is wrong, loads the page anew when the book has changed, offers quotes.
// Nothing of it is in a built site, and no text of the book is ever read as markup here.
(() => {
  "use strict";

  const KEPT = "briefbook";
  const path = decodeURI(location.pathname).slice(1);
  const page = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  let state = document.currentScript.dataset.state;
  let source = null;

  const make = (name, parent, words, attributes = {}) => {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  // The bar, apart from the page's styles and from its text.
  const host = make("briefbook-preview", document.documentElement, "");
  const root = host.attachShadow({ mode: "open" });
  make("link", root, "", { rel: "stylesheet", href: "/_briefbook/live.css" });
  const bar = make("div", root, "", { class: "bar", role: "region", "aria-label": "Preview" });
  make("strong", bar, "Preview");
  const tally = make("button", bar, "", { type: "button", class: "tally" });
  const label = make("label", bar, "for ", { class: "for" });
  const choice = make("select", label, "");
  const quoting = make("button", bar, "Quote this passage", { type: "button", class: "quote", hidden: "" });
  const dialog = make("dialog", root, "", { "aria-labelledby": "title" });
  const title = make("h2", dialog, "", { id: "title" });
  const lead = make("p", dialog, "");
  const list = make("div", dialog, "", { class: "list" });
  const close = make("button", dialog, "Close", { type: "button", class: "close" });
  close.addEventListener("click", () => dialog.close());

  // `overlay` is a dialog that came by itself and goes by itself; `shown` says which texts it has.
  let overlay = false;
  const open = (heading, words) => {
    title.textContent = heading;
    lead.textContent = words;
    lead.hidden = !words;
    list.replaceChildren();
    if (!dialog.open) dialog.showModal();
  };

  const listFaults = (faults) => {
    for (const fault of faults.list) make("pre", list, fault.text, { class: fault.severity });
    if (faults.more) make("p", list, `and ${faults.more} more`);
  };

  let faults = { list: [], more: 0 };
  tally.addEventListener("click", () => {
    overlay = false;
    open(faults.list.length ? "What is wrong with this book" : "Nothing is wrong with this book", "");
    listFaults(faults);
  });
  dialog.addEventListener("close", () => { overlay = false; });

  choice.addEventListener("change", () => {
    const to = encodeURIComponent(location.pathname);
    location.href = `/_briefbook/audience/${encodeURIComponent(choice.value)}?to=${to}&state=${encodeURIComponent(state)}`;
  });

  const show = async () => {
    faults = await (await fetch("/_briefbook/faults.json")).json();
    const { errors, warnings, broken } = faults;
    tally.textContent = errors || warnings ? `${count(errors, "error")}, ${count(warnings, "warning")}` : "no faults";
    tally.className = errors ? "tally error" : warnings ? "tally warning" : "tally";
    choice.replaceChildren();
    for (const name of faults.audiences) make("option", choice, name).selected = name === faults.audience;
    label.hidden = faults.audiences.length < 2;
    if (broken) {
      open("This book cannot be read as it is", "Below are the last pages that could be made. This goes by itself when it is mended.");
      listFaults(faults);
      overlay = true;
    } else if (overlay) {
      dialog.close();
    }
  };

  // A selected passage: the words of the record, without what the page puts among them.
  const OURS = ".no, .quiet, .pm, .withheld, .fault small, .notes, .ref, [role=doc-noteref], [role=doc-backlink]";
  const words = (from, to) => {
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    const part = range.cloneContents();
    for (const element of part.querySelectorAll(OURS)) element.remove();
    for (const block of part.querySelectorAll("p, li, td, th, h1, h2, h3, h4, h5, h6, div, br")) block.append("\n");
    return part.textContent;
  };
  const blockOf = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element.closest(OURS) ? null : element.closest(".chunk [id]:is(.blk, li, tr, td, blockquote, h1, h2, h3, h4, h5, h6, p)");
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const [first, last] = [blockOf(range.startContainer), blockOf(range.endContainer)];
    if (!first || !last) return null;
    const [start, end] = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]];
    return {
      page,
      at: first.id,
      words: words(start, end),
      before: words([first, 0], start).slice(-200),
      after: words(end, [last, last.childNodes.length]).slice(0, 200),
    };
  };
  document.addEventListener("selectionchange", () => { quoting.hidden = !selected(); });
  quoting.addEventListener("click", async () => {
    const passage = selected();
    if (!passage) return;
    const { yaml, trouble } = await (await fetch(`/_briefbook/quote.json?${new URLSearchParams(passage)}`)).json();
    overlay = false;
    open("This passage, to be cited", trouble || "For a list of annotations or of sources.");
    if (!yaml) return;
    const text = make("textarea", list, yaml, { readonly: "", "aria-label": "The citation" });
    const copy = make("button", list, "Copy", { type: "button", class: "copy" });
    copy.addEventListener("click", async () => {
      text.select();
      // The clipboard is there for this machine's own addresses only; the older way works everywhere.
      if (navigator.clipboard) await navigator.clipboard.writeText(yaml);
      else document.execCommand("copy");
      copy.textContent = "Copied";
    });
  });

  // Where the reader is: the first element with an id that is on screen, since what is above it may grow. What is not shown
  // stands nowhere, and says that it stands at the top.
  const remember = (notes) => {
    const named = Array.from(document.querySelectorAll("[id]")).find((element) => element.getClientRects().length && element.getBoundingClientRect().top >= 0);
    const at = named ? { id: named.id, top: named.getBoundingClientRect().top } : null;
    const unfolded = Array.from(document.querySelectorAll("[id] > details[open]"), (element) => element.parentElement.id);
    // The browser's own way back would come after ours.
    history.scrollRestoration = "manual";
    sessionStorage.setItem(KEPT, JSON.stringify({ page, at, x: scrollX, y: scrollY, unfolded, notes }));
  };

  const mark = (element) => {
    element.querySelector(":scope > details")?.setAttribute("open", "");
    const from = { backgroundColor: "rgb(255 214 92 / 70%)" };
    element.animate([from, from, { backgroundColor: "transparent" }], { duration: 2500, id: "briefbook-changed" });
  };

  const recall = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    sessionStorage.removeItem(KEPT);
    if (!kept || kept.page !== page) return;
    const notes = kept.notes.map((id) => document.getElementById(id)).filter(Boolean);
    for (const id of kept.unfolded) document.getElementById(id)?.querySelector(":scope > details")?.setAttribute("open", "");
    notes.forEach(mark);
    const settle = () => {
      const anchor = kept.at && document.getElementById(kept.at.id);
      scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
      if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - kept.at.top, behavior: "instant" });
      notes[0]?.scrollIntoView({ block: "nearest", behavior: "instant" });
    };
    settle();
    // Once more when pictures and styles are there.
    addEventListener("load", () => { settle(); setTimeout(() => { history.scrollRestoration = "auto"; }); }, { once: true });
  };

  const swapStyles = () => {
    for (const old of document.querySelectorAll("link[rel=stylesheet]")) {
      const next = old.cloneNode();
      next.href = Object.assign(new URL(old.href), { search: `?${state}` }).href;
      next.addEventListener("load", () => old.remove());
      old.after(next);
    }
  };

  const hear = (event) => {
    state = event.lastEventId;
    const { what, notes } = JSON.parse(event.data);
    if (what === "reload") {
      disconnect();
      remember(notes.filter((note) => note.page === page).map((note) => note.id));
      location.reload();
      return;
    }
    if (what === "style") swapStyles();
    // A server that has just ended is told of below.
    show().catch(() => {});
  };

  // A browser opens few streams to one server at a time: only pages that are seen have one.
  const disconnect = () => { source?.close(); source = null; };
  const connect = () => {
    if (source || document.visibilityState !== "visible") return;
    source = new EventSource(`/_briefbook/events?since=${encodeURIComponent(state)}`);
    source.addEventListener("message", hear);
    source.addEventListener("error", () => { tally.textContent = "the preview does not answer"; });
  };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? connect() : disconnect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);

  recall();
  connect();
})();
