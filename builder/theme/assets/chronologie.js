/* The filter of the chronology, the box over lists of names. Reading needs none of them. */
(function () {
  "use strict";
  const base = new URL("..", document.currentScript.src);
  const { all, make } = window.dossier;
  const fold = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'");
  const many = (n, one, more) => `${n.toLocaleString("fr-FR")} ${n > 1 ? more : one}`;

  /* Data stands in a script, not in JSON: a page that is read from a disk may load that. */
  const loaded = {};
  const load = (file, name) => loaded[file] ||= new Promise((go, fail) => {
    document.head.append(make("script", { src: new URL(file, base), onload: () => go(window[name]), onerror: fail }));
  });

  /* From a disk, addresses are those of files. */
  const flat = /\.html$/.test(location.pathname);
  const at = (folder, anchor = "") => new URL((flat ? `${folder}.html` : `${folder}/`).replace("/index/", "/") + anchor, base).href;

  const CERTAINTY = { asserted: "affirmé", reported: "rapporté", conditional: "au conditionnel", denied: "nié", demanded: "demandé", planned: "annoncé", hypothetical: "supposé" };
  const FACETS = { acteur: "Acteur", lieu: "Lieu", genre: "Genre", etat: "Certitude", article: "Article" };
  const SHOWN = 200;

  function readFacts(data) {
    const named = (rows) => Object.fromEntries(rows.map(([id, name]) => [id, name]));
    const facts = data.faits.map(([id, title, when, period, first, last, kind, etat, actors, places, articles, past, page]) => ({
      id, title, when, period, first, last, page: data.pages[page], past: !!past, several: articles.length, words: fold(title),
      acteur: actors.map((n) => data.noms[n][0]), lieu: places.map((n) => data.noms[n][0]), genre: [data.genres[kind][0]],
      etat: [etat], article: articles.map((n) => data.articles[n][0]), kind: data.genres[kind][1], told: data.articles[articles[0]][1],
    }));
    return { facts, names: { acteur: named(data.noms), lieu: named(data.noms), genre: named(data.genres), etat: CERTAINTY, article: named(data.articles) } };
  }

  function filter(box) {
    const results = document.querySelector(".resultats"), list = document.querySelector(".liste-faits");
    const chosen = [], unknown = [];
    let facts, names, shown = SHOWN;
    const form = make("form", { role: "search", ariaLabel: "Filtrer la chronologie" });
    const text = make("input", { type: "search", name: "texte", autocomplete: "off" });
    const years = ["de", "a"].map((name) => make("input", { type: "number", name, min: 0, max: 9999, inputMode: "numeric" }));
    const selects = Object.entries(FACETS).map(([name]) => make("select", { name }));
    const more = make("button", { type: "button", className: "plus", textContent: "Plus de filtres", ariaExpanded: "false" });
    const chips = make("ul", { className: "choix" }), output = make("output", { ariaLive: "polite" }), warn = make("p", { className: "inconnu", hidden: true });
    const label = (name, field, className = "") => make("label", { className }, `${name} `, field);
    form.append(label("Mots du titre", text, "mot"), ...selects.map((one) => label(FACETS[one.name], one)),
      label("De l’année", years[0], "an"), label("à l’année", years[1], "an"), more);
    box.append(form, warn, chips, output);
    box.hidden = false;

    const asked = () => chosen.length || text.value.trim() || years.some((one) => one.value);
    const fits = (fact, without) => chosen.every((one) => one === without || one.test(fact)) && (without === text || fold(text.value).split(/\s+/).every((word) => fact.words.includes(word)))
      && (without === years || ((!years[0].value || (fact.last ? fact.last >= +years[0].value : !!fact.first)) && (!years[1].value || (fact.first ? fact.first <= +years[1].value : !!fact.last))));

    /* Several actors or places must all be there; of kinds, certainties, articles one is enough. */
    function choose(facet, value) {
      const same = !/acteur|lieu/.test(facet) && chosen.find((one) => one.facet === facet);
      if (same) same.values.push(value);
      else chosen.push({ facet, values: [value], test(fact) { return this.values.some((each) => fact[facet].includes(each)); } });
    }

    function drop(what, value) {
      if (what === text) text.value = "";
      else if (what === years) for (const one of years) one.value = "";
      else {
        what.values.splice(what.values.indexOf(value), 1);
        if (!what.values.length) chosen.splice(chosen.indexOf(what), 1);
      }
      update();
      text.focus();
    }

    /* [what, value, words] of all that is asked for. */
    const terms = () => [...chosen.flatMap((one) => one.values.map((value) => [one, value, names[one.facet][value]])),
      ...(text.value.trim() ? [[text, "", `« ${text.value.trim()} »`]] : []),
      ...(years.some((one) => one.value) ? [[years, "", years[0].value && years[1].value ? `de ${years[0].value} à ${years[1].value}` : years[0].value ? `depuis ${years[0].value}` : `jusqu’en ${years[1].value}`]] : [])];
    const button = (words, act) => make("button", { type: "button", textContent: words, onclick: act });

    function options() {
      for (const select of selects) {
        const counts = new Map();
        for (const fact of facts) if (fits(fact)) for (const value of fact[select.name]) counts.set(value, (counts.get(value) || 0) + 1);
        const taken = chosen.filter((one) => one.facet === select.name).flatMap((one) => one.values);
        const rows = [...counts].filter(([value]) => !taken.includes(value)).sort((a, b) => b[1] - a[1]).slice(0, 300);
        select.replaceChildren(make("option", { value: "", textContent: taken.length ? "ajouter…" : "tous" }),
          ...rows.map(([value, count]) => make("option", { value, textContent: `${names[select.name][value]} (${count})` })));
      }
    }

    const within = (period, column) => (column[0] === "<" ? period && period < column.slice(1) : period.startsWith(column));

    function columns(found) {
      const links = all(".temps a"), most = Math.max(...links.map((one) => +one.dataset.total));
      for (const link of links) {
        const count = found.filter((fact) => within(fact.period, link.dataset.periode)).length;
        const high = count && Math.max(2, Math.round(40 * count / most)), bar = link.querySelector("rect");
        bar.setAttribute("height", high);
        bar.setAttribute("y", 40 - high);
        link.querySelector("b").textContent = count;
        link.classList.toggle("vide", !count);
      }
    }

    function line(fact) {
      const link = make("a", { href: fact.several > 1 ? at(`evenements/${fact.id}`) : at(`chronologie/${fact.page || "index"}`, `#e-${fact.id}`), textContent: fact.title });
      const sure = fact.etat[0] === "asserted" ? "" : `${CERTAINTY[fact.etat[0]]} · `;
      const kind = fact.genre[0] === "autres-faits" ? "" : `${fact.kind} · `;
      link.className = "titre";
      return make("li", {}, make("span", { textContent: fact.when }), link,
        make("span", { className: "origine", textContent: `${kind}${sure}${fact.several > 1 ? `${fact.several} récits` : fact.told}` }));
    }

    function update() {
      const found = facts.filter((fact) => fits(fact)), on = asked();
      list.hidden = !!on;
      results.hidden = !on;
      output.textContent = on ? `${many(found.length, "fait", "faits")} sur ${facts.length.toLocaleString("fr-FR")}` : "";
      chips.replaceChildren(...terms().map(([what, value, words]) => make("li", {}, Object.assign(button(words, () => drop(what, value)), { ariaLabel: `Ôter ${words}` }))),
        ...(on ? [make("li", {}, button("Tout montrer", () => { chosen.length = 0; text.value = ""; for (const one of years) one.value = ""; update(); }))] : []));
      results.replaceChildren();
      if (on && found.length) {
        results.append(make("ul", {}, ...found.slice(0, shown).map(line)));
        if (found.length > shown) results.append(button("Montrer la suite", () => { shown += SHOWN; update(); }));
      } else if (on) {
        const ways = terms().map(([what, value, words]) => [what, value, words, facts.filter((fact) => fits(fact, what)).length]);
        results.append(make("p", { textContent: "Aucun fait ne répond à tout cela à la fois. En ôtant un critère :" }),
          make("ol", {}, ...ways.sort((a, b) => b[3] - a[3]).map(([what, value, words, count]) => make("li", {}, button(`Ôter ${words[0] === "«" ? words : `« ${words} »`}`, () => drop(what, value)), ` ${many(count, "fait", "faits")}`))));
      }
      columns(found);
      options();
      keep();
    }

    function keep() {
      const query = new URLSearchParams();
      for (const one of chosen) for (const value of one.values) query.append(one.facet, value);
      for (const field of [text, ...years]) if (field.value.trim()) query.set(field.name, field.value.trim());
      const words = query.toString();
      history.replaceState(null, "", location.pathname + (words ? `?${words}` : "") + location.hash);
    }

    function read(query) {
      for (const facet of Object.keys(FACETS)) {
        for (const value of query.getAll(facet)) {
          /* addresses of before had names of kinds */
          const [id] = Object.entries(names[facet]).find(([key, name]) => key === value || name === value) || [];
          if (id && facts.some((fact) => fact[facet].includes(id))) choose(facet, id);
          else unknown.push(`${FACETS[facet].toLowerCase()} « ${value} »`);
        }
      }
      text.value = query.get("texte") || "";
      for (const one of years) one.value = /^\d{1,4}$/.test(query.get(one.name)) ? query.get(one.name) : "";
      warn.hidden = !unknown.length;
      warn.textContent = unknown.length ? `L’adresse demande ce que le dossier n’a pas : ${unknown.join(", ")}. Il n’en est pas tenu compte.` : "";
    }

    async function start() {
      if (facts) return;
      ({ facts, names } = readFacts(await load("donnees/faits.js", "dossierFaits")));
      if (!aimed()) read(new URLSearchParams(location.search));
      update();
    }
    for (const select of selects) {
      select.append(make("option", { value: "", textContent: "tous" }));
      select.addEventListener("change", () => { if (select.value) { choose(select.name, select.value); shown = SHOWN; update(); } });
    }
    for (const field of [text, ...years]) field.addEventListener("input", () => { if (facts) { shown = SHOWN; update(); } });
    form.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", () => { more.ariaExpanded = String(form.classList.toggle("ouvert")); });
    for (const name of ["focusin", "pointerover"]) form.addEventListener(name, () => start().catch(() => { box.hidden = true; }), { once: true });
    if (location.search.length > 1) start().catch(() => { box.hidden = true; });
  }

  /* A link to a fact unfolds it, and what it is folded in. */
  function aim() {
    const fact = aimed();
    if (!fact || !fact.matches(".fait, .fait *")) return;
    for (let box = fact.closest(".fait").querySelector(".preuves"); box; box = box.parentElement.closest("details")) box.open = true;
    fact.scrollIntoView();
  }

  function aimed() {
    return location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  }

  function listFilter(box) {
    const field = make("input", { type: "search", autocomplete: "off" }), output = make("output", { ariaLive: "polite" }), found = make("ul", { hidden: true });
    box.append(make("label", {}, "Chercher un nom ", field), output, found);
    box.hidden = false;
    let names;
    async function look() {
      names ||= (await load("donnees/noms.js", "dossierNoms")).map(([name, line, address]) => ({ name, line, address, words: fold(`${name} ${line}`) }));
      const asked = fold(field.value).split(/\s+/).filter(Boolean);
      const fit = asked.length ? names.filter(({ words }) => asked.every((word) => words.includes(word))) : [];
      found.hidden = !fit.length;
      found.replaceChildren(...fit.slice(0, 30).map(({ name, line, address }) => {
        const [folder, mark] = address.split("#");
        return make("li", {}, make("a", { href: at(folder, mark ? `#${mark}` : ""), textContent: name }), make("span", { className: "origine", textContent: line }));
      }));
      output.textContent = !asked.length ? "" : fit.length > 30 ? `30 noms sur ${fit.length}` : fit.length ? many(fit.length, "nom", "noms") : "Aucun nom ainsi écrit.";
    }
    field.addEventListener("input", () => look().catch(() => { box.hidden = true; }));
  }

  /* Addresses of before: names and facts that had a page, or stood on another one. The list of them is read only then. */
  async function forward() {
    const path = location.pathname.slice(base.pathname.length), [folder, id] = path.split("/");
    const fact = folder === "evenements" ? id : (location.hash.match(/^#e-(.+)/) || [])[1];
    if (!/^(entites|evenements|chronologie)$/.test(folder) || !(fact || id)) return;
    const parts = await (await fetch(new URL("donnees/adresses.json", base))).json();
    const [list, within, sought, mark] = fact ? ["chronologie/", "", decodeURIComponent(fact), "e-"] : ["entites/", "lettre/", id, "n-"];
    const found = Object.entries(parts[fact ? "faits" : "noms"]).find(([, ids]) => ids.includes(sought));
    if (found) location.replace(new URL(`${list}${found[0] ? `${within}${found[0]}/` : ""}#${mark}${sought}`, base));
    else if (folder === "chronologie" && id) location.replace(new URL("chronologie/", base));
  }

  all(".filtre[data-faits]").forEach(filter);
  all(".filtre[data-noms]").forEach(listFilter);
  addEventListener("hashchange", aim);
  aim();
  if (document.getElementById("introuvable") || (location.hash.startsWith("#e-") && !aimed())) forward().catch(() => {});
})();
