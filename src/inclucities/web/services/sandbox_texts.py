"""Words of the sample data, in all languages of the interface."""

SAMPLE = {
    "en": "sample",
    "fr": "exemple",
    "es": "ejemplo",
    "it": "esempio",
    "nl": "voorbeeld",
    "el": "δείγμα",
    "lv": "paraugs",
}
NAMES = {
    "en": "Sandbox: sample data to try every step",
    "fr": "Sandbox : des données d’exemple pour essayer chaque étape",
    "es": "Sandbox: datos de ejemplo para probar cada paso",
    "it": "Sandbox: dati di esempio per provare ogni passo",
    "nl": "Sandbox: voorbeeldgegevens om elke stap te proberen",
    "el": "Sandbox: δείγματα δεδομένων για να δοκιμάσετε κάθε βήμα",
    "lv": "Sandbox: paraugdati, lai izmēģinātu katru soli",
}
PURPOSE = {
    "en": "Try what a city, an association and a programme team do. Everything here is invented.",
    "fr": "Essayez ce que font une ville, une association et l’équipe du programme. Tout est inventé.",
    "es": "Pruebe lo que hacen una ciudad, una asociación y el equipo del programa. Todo es inventado.",
    "it": "Provate che cosa fanno una città, un’associazione e il gruppo di coordinamento. Tutto è inventato.",
    "nl": "Probeer wat een stad, een vereniging en het programmateam doen. Alles is verzonnen.",
    "el": "Δοκιμάστε τι κάνουν μια πόλη, μια ένωση και η ομάδα προγράμματος. Όλα είναι φανταστικά.",
    "lv": "Izmēģiniet, ko dara pilsēta, apvienība un programmas komanda. Viss šeit ir izdomāts.",
}
CITY_NAMES = {
    "office": {
        "en": "Programme office", "fr": "Bureau du programme", "es": "Oficina del programa",
        "it": "Ufficio del programma", "nl": "Programmabureau", "el": "Γραφείο προγράμματος", "lv": "Programmas birojs",
    },
    "advisers": {
        "en": "Advisers", "fr": "Bureau de conseil", "es": "Equipo asesor", "it": "Gruppo di consulenza",
        "nl": "Adviesbureau", "el": "Σύμβουλοι", "lv": "Konsultanti",
    },
    "north": {
        "en": "Northern Association", "fr": "Association du Nord", "es": "Asociación del Norte",
        "it": "Associazione del Nord", "nl": "Noordelijke Vereniging", "el": "Βόρεια Ένωση", "lv": "Ziemeļu apvienība",
    },
    "south": {
        "en": "Southern Association", "fr": "Association du Sud", "es": "Asociación del Sur",
        "it": "Associazione del Sud", "nl": "Zuidelijke Vereniging", "el": "Νότια Ένωση", "lv": "Dienvidu apvienība",
    },
    "port": {
        "en": "Port City", "fr": "Ville-Port", "es": "Ciudad Puerto", "it": "Città Porto", "nl": "Havenstad",
        "el": "Πόλη-Λιμάνι", "lv": "Ostas pilsēta",
    },
    "river": {
        "en": "River City", "fr": "Ville-Fleuve", "es": "Ciudad Río", "it": "Città Fiume", "nl": "Rivierstad",
        "el": "Πόλη-Ποταμός", "lv": "Upes pilsēta",
    },
    "station": {
        "en": "Station City", "fr": "Ville-Gare", "es": "Ciudad Estación", "it": "Città Stazione", "nl": "Stationsstad",
        "el": "Πόλη-Σταθμός", "lv": "Stacijas pilsēta",
    },
    "garden": {
        "en": "Garden City", "fr": "Ville-Jardin", "es": "Ciudad Jardín", "it": "Città Giardino", "nl": "Tuinstad",
        "el": "Πόλη-Κήπος", "lv": "Dārzu pilsēta",
    },
    "market": {
        "en": "Market Town", "fr": "Bourg-Marché", "es": "Villa Mercado", "it": "Borgo Mercato", "nl": "Marktstadje",
        "el": "Κωμόπολη-Αγορά", "lv": "Tirgus pilsētiņa",
    },
    "island": {
        "en": "Island Town", "fr": "Bourg-Île", "es": "Villa Isla", "it": "Borgo Isola", "nl": "Eilandstadje",
        "el": "Κωμόπολη-Νησί", "lv": "Salas pilsētiņa",
    },
    "lake": {
        "en": "Lake Town", "fr": "Bourg-Lac", "es": "Villa Lago", "it": "Borgo Lago", "nl": "Meerstadje",
        "el": "Κωμόπολη-Λίμνη", "lv": "Ezera pilsētiņa",
    },
    "hill": {
        "en": "Hill Town", "fr": "Bourg-Colline", "es": "Villa Colina", "it": "Borgo Collina", "nl": "Heuvelstadje",
        "el": "Κωμόπολη-Λόφος", "lv": "Kalna pilsētiņa",
    },
}  # fmt: skip
