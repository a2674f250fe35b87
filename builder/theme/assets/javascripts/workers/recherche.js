/* French search, in place of the theme's own worker and with its messages. Everything stands in one small index of words.
 *
 * Words are compared without accents, œ as oe. All words of a question are needed, but for those that say nothing ("de", "le");
 * words in quotation marks stand together, and so do a day and its month. A word of four letters or more finds what begins with it. */
(function () {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const WORD = /&[#\w]+;|[\p{L}\p{M}\p{N}]+/gu;
  const EMPTY = new Set(("a au aux avec c ce ces cet cette d dans de des du elle elles en est et eu il ils j je l la le les leur leurs lui m mais me n ne nos notre"
    + " nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t te tu un une vos votre vous y").split(" "));
  const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ");
  const TITLE = 8, NAME = 5, PREFIX = 0.4, TOGETHER = 1.2, SHORTEST = 4, SHOWN = 60, ROOM = 30;

  const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/^1er$/, "1");
  const bare = (html) => (html || "").replace(/<[^>]*>/g, " ");
  const words = (html) => [...bare(html).matchAll(WORD)].map((m) => m[0]).filter((w) => w[0] !== "&").map(fold);

  let pages = [], index = new Map(), sorted = [], spellings = new Map();

  /* Sections of a page are found together: a word in its head and one further down are both in it. */
  function setup(docs) {
    const byPage = new Map();
    for (const doc of docs) {
      const location = doc.location.replace(/#.*/, "");
      if (!byPage.has(location)) byPage.set(location, { location, sections: [] });
      byPage.get(location).sections.push(doc);
    }
    pages = [...byPage.values()];
    pages.forEach((page, n) => {
      const [head] = page.sections;
      Object.assign(page, { title: head.title, tags: head.tags || [], boost: head.boost || 1 });
      for (const word of bare(page.title).match(WORD) || []) spellings.set(fold(word), word.toLowerCase());
      const note = (html, worth) => { for (const word of words(html)) add(word, n, worth); };
      note(page.title, TITLE);
      page.tags.forEach((tag) => note(tag, NAME));
      page.sections.forEach((section, i) => note((i ? `${section.title} ` : "") + section.text, 1));
    });
    sorted = [...index.keys()].sort();
  }

  function add(word, page, worth) {
    const found = index.get(word) || index.set(word, new Map()).get(word);
    found.set(page, (found.get(page) || 0) + worth);
  }

  /* The words of the index that answer one of a question: itself, and from four letters on what begins with it. */
  function answering(word) {
    const found = index.has(word) ? [[word, 1]] : [];
    if (word.length < SHORTEST) return found;
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < word) low = middle + 1; else high = middle;
    }
    for (; low < sorted.length && sorted[low].startsWith(word); low++) if (sorted[low] !== word) found.push([sorted[low], PREFIX]);
    return found;
  }

  /* What a question asks for: words that are needed, and words that stand together. */
  function understood(question) {
    const phrases = [...question.matchAll(/["«“]([^"»”]+)["»”]/g)].map((m) => words(m[1])).filter((p) => p.length);
    const all = words(question), needed = all.filter((w) => !EMPTY.has(w));
    all.forEach((word, i) => {
      if (!/^\d{1,2}$/.test(word) || !MONTHS.includes(all[i + 1])) return;
      phrases.push(all.slice(i, /^\d{4}$/.test(all[i + 2] || "") ? i + 3 : i + 2));
    });
    return { all, needed: [...new Set(needed.length ? needed : all)], phrases };
  }

  const runs = (page) => [page.title, ...page.tags, ...page.sections.map((s) => `${s.title} ${s.text}`)].map((t) => ` ${words(t).join(" ")} `);

  function search(question) {
    const { all, needed, phrases } = understood(question);
    let scores = null;
    const hits = new Set();
    for (const word of needed) {
      const worth = new Map();
      for (const [term, share] of answering(word)) {
        hits.add(term);
        const where = index.get(term), rarity = Math.log(1 + pages.length / where.size);
        for (const [page, count] of where) worth.set(page, Math.max(worth.get(page) || 0, share * rarity * Math.log2(1 + count)));
      }
      scores = new Map([...worth].filter(([page]) => !scores || scores.has(page)).map(([page, score]) => [page, score + (scores ? scores.get(page) : 0)]));
    }
    const asked = all.join(" ");
    let found = [...scores || []].map(([n, score]) => ({ page: pages[n], score: score * Math.sqrt(pages[n].boost) })).sort((a, b) => b.score - a.score);
    if (phrases.length) found = found.filter(({ page }) => phrases.every((p) => runs(page).some((run) => run.includes(` ${p.join(" ")} `))));
    found = found.slice(0, SHOWN);
    for (const one of found) {
      const same = (html) => words(html).join(" ") === asked;
      const run = all.length > 1 ? runs(one.page).findIndex((text) => text.includes(` ${asked} `)) : -1;
      if (run >= 0) one.score *= run ? TOGETHER : 2 * TOGETHER; // the first run is the title
      /* whose very name was asked for comes first, then who bears it as another name */
      one.rank = same(one.page.title) ? 0 : one.page.tags.some(same) && one.page.tags[0] !== "Article" ? 1 : 2;
    }
    found.sort((a, b) => a.rank - b.rank || b.score - a.score);
    return { items: found.map((one) => shown(one, hits)), suggest: suggested(all[all.length - 1]) };
  }

  function suggested(last) {
    if (!last) return [];
    const word = sorted.find((w) => w.startsWith(last) && spellings.has(w));
    return word ? [spellings.get(word)] : [];
  }

  /* Words that answered, marked in a text without tags. */
  const marked = (text, hits) => text.replace(WORD, (w) => (w[0] !== "&" && hits.has(fold(w)) ? `<mark>${w}</mark>` : w));

  /* Some words before and after the first that answered. */
  function around(html, hits) {
    const text = bare(html).replace(/\s+/g, " ").trim(), list = text.split(" ");
    const at = list.findIndex((chunk) => words(chunk).some((w) => hits.has(w)));
    if (at < 0) return "";
    const from = Math.max(0, at - ROOM / 3), to = from + ROOM;
    return `<p>${from ? "… " : ""}${marked(list.slice(from, to).join(" "), hits)}${to < list.length ? " …" : ""}</p>`;
  }

  /* A page as the theme shows it: its title, then where the words stand. Of its names only the kind, and those that answer. */
  function shown({ page, score }, hits) {
    const terms = {};
    for (const section of page.sections) {
      for (const [word] of bare(`${section.title} ${section.text}`).matchAll(WORD)) if (hits.has(fold(word)) && Object.keys(terms).length < 8) terms[word.toLowerCase()] = true;
    }
    const tags = page.tags.filter((tag, i) => i === 0 || (tag !== page.title && words(tag).some((w) => hits.has(w)))).slice(0, 4).map((tag, i) => (i ? marked(tag, hits) : tag));
    const telling = page.sections.map((section) => ({ section, text: around(section.text, hits) }));
    const item = ({ section, text }, first) => ({ location: section.location, title: marked(bare(section.title), hits), text, score, terms, ...(first && tags.length && { tags }) });
    const [head, ...others] = telling;
    return [item(head, true), ...others.filter((one) => one.text).slice(0, 2).map((one) => item(one, false))];
  }

  addEventListener("message", ({ data }) => {
    if (data.type === SETUP) {
      setup(data.data.docs);
      postMessage({ type: READY });
    }
    if (data.type === QUERY) postMessage({ type: RESULT, data: search(data.data) });
  });
})();
