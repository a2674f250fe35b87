"""Twenty pages in the shapes in which sites of French papers are saved: their own data, networks' data, or neither."""

from __future__ import annotations

import json
from dataclasses import dataclass

TEXT = [
    "Fermée depuis avril pour des travaux, la piscine de Sablé rouvrira ses portes en septembre, a annoncé jeudi soir le maire de la commune, Luc Petit.",
    "Deux millions d’euros ont été dépensés pour refaire le toit, les vestiaires et le chauffage, dont la moitié est payée par la région et par l’État.",
    "« Elle en avait besoin depuis trente ans, et nous ne pouvions plus attendre », explique l’adjointe aux sports, qui a suivi le chantier depuis le début.",
    "Les clubs, qui s’entraînaient à Laval depuis le printemps, reviendront les premiers ; le public devra patienter jusqu’au quinze du mois de septembre.",
]
TITLE = "La piscine de Sablé rouvrira en septembre"
URL = "https://www.exemple.fr/sarthe/piscine-rouvrira-20240412.php"
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
MENU = (
    '<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li><li><a href="/politique">Politique</a></li>'
    '<li><a href="/abo">Je m’abonne</a></li></ul></nav>'
)
COOKIES = '<div class="cookie-banner" role="dialog"><p>Nous et nos 842 partenaires utilisons des cookies.</p><button>Tout accepter</button></div>'
FOOTER = (
    "<footer><ul><li>Mentions légales</li><li>Politique de confidentialité</li><li>Gérer Utiq</li></ul>"
    "<p>© 2024 Tous droits réservés.</p></footer>"
)
RELATED = (
    '<aside class="related"><h2>Lire aussi</h2><ul><li><a href="/a">Le maire de Laval démissionne</a></li>'
    '<li><a href="/b">Un incendie au Mans</a></li></ul></aside>'
)
NOISE = ["Accueil", "cookies", "Mentions légales", "Le maire de Laval", "Je m’abonne"]


@dataclass(frozen=True)
class Page:
    name: str
    html: str
    date: str = "2024-04-12"
    outlet: str = ""


def data(outlet: str, **more: object) -> dict[str, object]:
    """What a page says of its article by schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2024-04-12T10:45:00+02:00",
        "dateModified": "2024-04-13T08:00:00+02:00",
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet},
        "author": [{"@type": "Person", "name": "Jeanne Roux"}],
        **more,
    }


def page(head: str, body: str, lang: str = "fr") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{COOKIES}<header>{MENU}</header>{body}{FOOTER}</body></html>'


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def og(outlet: str, *, time: bool = True) -> str:
    published = (
        '<meta property="article:published_time" content="2024-04-12T08:45:00Z">'
        if time
        else ""
    )
    return (
        f'<title>{TITLE} - {outlet}</title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{outlet}">'
        f'<meta property="og:url" content="{URL}"><meta property="og:type" content="article">{published}'
    )


ARTICLE = f"<main><article><h1>{TITLE}</h1>{BODY}</article>{RELATED}</main>"
DIVS = (
    f'<div id="content"><div class="col"><h1 class="title">{TITLE}</h1><div class="article-body">{BODY}</div></div>'
    f'<div class="col">{RELATED}</div></div>'
)

PAGES = [
    Page(
        "own data", page(script(data("Ouest-France")), ARTICLE), outlet="Ouest-France"
    ),
    Page(
        "own data in a graph",
        page(
            script(
                {
                    "@context": "https://schema.org",
                    "@graph": [
                        {"@type": "WebSite", "name": "Le Monde.fr"},
                        data("Le Monde"),
                    ],
                }
            ),
            ARTICLE,
        ),
        outlet="Le Monde",
    ),
    Page(
        "own data in a list",
        page(script([{"@type": "BreadcrumbList"}, data("Le Figaro")]), DIVS),
        outlet="Le Figaro",
    ),
    Page(
        "several kinds at once",
        page(
            script(data("Libération", **{"@type": ["Article", "NewsArticle"]})), ARTICLE
        ),
        outlet="Libération",
    ),
    Page(
        "a report",
        page(script(data("La Croix", **{"@type": "ReportageNewsArticle"})), ARTICLE),
        outlet="La Croix",
    ),
    Page(
        "author as text",
        page(script(data("Sud Ouest", author="Jeanne Roux")), DIVS),
        outlet="Sud Ouest",
    ),
    Page(
        "text in the own data",
        page(
            script(data("Le Télégramme", articleBody="\n\n".join(TEXT))),
            f"<div id='app'><h1>{TITLE}</h1></div>",
        ),
        outlet="Le Télégramme",
    ),
    Page(
        "escaped title",
        page(
            script(data("Le Progrès", headline=TITLE.replace("é", "&eacute;"))), ARTICLE
        ),
        outlet="Le Progrès",
    ),
    Page(
        "broken own data, networks' data",
        page(
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
            + og("Midi Libre"),
            ARTICLE,
        ),
        outlet="Midi Libre",
    ),
    Page(
        "networks' data only",
        page(og("La Voix du Nord"), ARTICLE),
        outlet="La Voix du Nord",
    ),
    Page("networks' data, divs", page(og("20 Minutes"), DIVS), outlet="20 Minutes"),
    Page(
        "a time element",
        page(
            og("France Bleu", time=False),
            f'<main><article><h1>{TITLE}</h1><time datetime="2024-04-12T10:45">vendredi 12 avril</time>{BODY}</article></main>',
        ),
        outlet="France Bleu",
    ),
    Page(
        "a line under the title",
        page(
            f"<title>{TITLE} | Le Parisien</title>",
            f'<article><h1>{TITLE}</h1><p class="date">Publié le 12 avril 2024 à 10h45</p>{BODY}</article>',
        ),
        outlet="Le Parisien",
    ),
    Page(
        "old metas",
        page(
            f'<title>{TITLE}</title><meta name="author" content="Jeanne Roux"><meta name="date" content="2024-04-12"><meta name="publisher" content="L’Alsace">',
            DIVS,
        ),
        outlet="L’Alsace",
    ),
    Page(
        "microdata",
        page(
            f"<title>{TITLE} – Var-Matin</title>",
            f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1><meta itemprop="datePublished" content="2024-04-12T10:45:00+02:00"><div itemprop="articleBody">{BODY}</div></div>',
        ),
        outlet="Var-Matin",
    ),
    Page(
        "a blog",
        page(
            '<meta property="og:site_name" content="Le Blog du lac">',
            f'<article class="post hentry"><h1 class="entry-title">{TITLE}</h1><span class="entry-meta">Posté le <time class="entry-date" datetime="2024-04-12T10:45:00+02:00">12 avril 2024</time> par admin</span><div class="entry-content">{BODY}</div></article><section id="comments"><h2>2 réponses</h2><p>Super article !</p></section>',
        ),
        outlet="Le Blog du lac",
    ),
    Page(
        "headings in the text",
        page(
            script(data("Les Échos")),
            f"<main><article><h1>{TITLE}</h1><p>{TEXT[0]}</p><h2>Deux millions</h2><p>{TEXT[1]}</p><p>{TEXT[2]}</p><p>{TEXT[3]}</p></article></main>",
        ),
        outlet="Les Échos",
    ),
    Page(
        "figures and captions",
        page(
            script(data("L’Humanité")),
            f'<main><article><h1>{TITLE}</h1><figure><img src="a.jpg"><figcaption>La piscine. Photo AFP</figcaption></figure>{BODY}</article></main>',
        ),
        outlet="L’Humanité",
    ),
    Page(
        "tables for layout",
        page(
            f'<title>{TITLE} - Corse Matin</title><meta name="date" content="12/04/2024">',
            f"<table><tr><td>{MENU}</td><td><h1>{TITLE}</h1>{BODY}</td></tr></table>",
        ),
        outlet="Corse Matin",
    ),
    Page(
        "a saved address only",
        page(
            f'<title>{TITLE}</title><link rel="canonical" href="https://www.lamontagne.fr/sable/piscine"><meta itemprop="datePublished" content="2024-04-12">',
            ARTICLE,
        ),
        outlet="La Montagne",
    ),
]
