/* Filters of the chronology, with their state in the address; and buttons that copy lines of YAML. Reading needs neither. */
(function () {
  "use strict";
  const base = new URL("..", document.currentScript.src);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* Filters ----------------------------------------------------------------------------------------------------- */

  function filters(form) {
    const facts = all(".fait"), output = form.querySelector("output");
    const field = (name) => form.elements[name];
    const names = ["acteur", "genre", "article", "etat", "de", "a", "fond"].filter(field);
    const value = (name) => !names.includes(name) ? "" : (field(name).type === "checkbox" ? (field(name).checked ? field(name).value : "") : field(name).value);

    function fits(fact) {
      const { acteur, genre, article, etat = "asserted", debut, fin = debut, fond } = fact.dataset;
      const from = parseInt(value("de"), 10), to = parseInt(value("a"), 10);
      return (!value("acteur") || acteur.split(" ").includes(value("acteur")))
        && (!value("genre") || genre === value("genre"))
        && (!value("article") || article.split(" ").includes(value("article")))
        && (!value("etat") || etat === value("etat"))
        && (!(from >= 0) || (fin ? +fin >= from : !!debut))
        && (!(to >= 0) || (debut ? +debut <= to : !!fin))
        && (!value("fond") || !fond);
    }

    function show() {
      let count = 0;
      for (const fact of facts) {
        fact.hidden = !fits(fact);
        count += !fact.hidden;
      }
      for (const list of all("ol.faits")) list.hidden = !list.querySelector(".fait:not([hidden])");
      for (const head of all("h2.periode, h3.mois")) head.hidden = !told(head);
      const one = count < 2 ? "fait" : "faits";
      output.textContent = count === facts.length ? `${count} ${one}` : `${count} ${one} sur ${facts.length}`;
    }

    /* Whether a heading still has something below it, up to the next heading of its rank. */
    function told(head) {
      for (let next = head.nextElementSibling; next && !(next.matches("h2") || (head.matches("h3") && next.matches("h3"))); next = next.nextElementSibling) {
        if (next.matches("ol.faits") && !next.hidden) return true;
      }
      return false;
    }

    function keep() {
      const query = new URLSearchParams();
      for (const name of names) if (value(name)) query.set(name, value(name));
      const words = query.toString();
      history.replaceState(null, "", location.pathname + (words ? `?${words}` : "") + location.hash);
    }

    const given = new URLSearchParams(location.search);
    for (const name of names) {
      if (!given.has(name)) continue;
      if (field(name).type === "checkbox") field(name).checked = given.get(name) === field(name).value;
      else field(name).value = given.get(name);
    }
    const box = form.closest("details"), unfold = field("deplier");
    box.hidden = false;
    box.open = matchMedia("(min-width: 60em)").matches || !!location.search;
    unfold.addEventListener("click", () => {
      const open = unfold.textContent.startsWith("Dé");
      for (const proof of all(".preuves")) proof.open = open;
      unfold.textContent = open ? "Replier les phrases" : "Déplier les phrases";
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      (facts.find((fact) => !fact.hidden) || output).scrollIntoView({ block: "center" });
    });
    form.addEventListener("input", () => { show(); keep(); });
    form.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
    /* A link to an event unfolds it; where a filter hides it, everything is shown again. */
    function aim() {
      const fact = aimed();
      if (!fact || !fact.matches(".fait, .fait *")) return;
      if (fact.closest("[hidden]")) form.reset();
      fact.closest(".fait").querySelector(".preuves").open = true;
    }
    addEventListener("hashchange", aim);
    show();
    aim();
  }

  function aimed() {
    return location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
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

  /* To copy ----------------------------------------------------------------------------------------------------- */

  function copying(lines) {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copie";
    button.textContent = "Copier";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(lines.querySelector("code").textContent).then(() => {
        button.textContent = "Copié";
        setTimeout(() => { button.textContent = "Copier"; }, 2000);
      });
    });
    lines.append(button);
  }

  all("form.filtres").forEach(filters);
  if (document.getElementById("introuvable") || (location.hash.startsWith("#e-") && !aimed())) forward().catch(() => {});
  all("pre.lignes").forEach(copying);
})();
