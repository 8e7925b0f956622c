"""The tasks of LEXTREME, and how models are asked."""

from helm.benchmark.scenarios.legal_tasks import LegalTask, TaskType

TASKS = {
    "brazilian_court_decisions_judgment": LegalTask(
        TaskType.SLTC,
        max_train_instances=4,
        max_tokens=5,
        instructions=(
            "In this task, you are given the case description from a decision heard at the State Supreme Court of "
            "Alagoas (Brazil). Predict the judgment of the case (no: The appeal was denied, partial: For partially "
            "favourable decisions, yes: For fully favourable decisions)"
        ),
    ),
    "brazilian_court_decisions_unanimity": LegalTask(
        TaskType.SLTC,
        max_train_instances=4,
        max_tokens=5,
        instructions=(
            "In this task, you are given the case description from a decision heard at the State Supreme Court of "
            "Alagoas (Brazil). Predict the unanimity of the case (unanimity, not-unanimity, not_determined)"
        ),
    ),
    "german_argument_mining": LegalTask(
        TaskType.SLTC,
        max_train_instances=5,
        max_tokens=5,
        instructions=(
            "In this task, you are given sentences from German court decisions. Predict the major component of German "
            "Urteilsstil (conclusion: Overall result, definition: Abstract legal facts and consequences, subsumption: "
            "Determination sentence / Concrete facts, other: Anything else)"
        ),
    ),
    "greek_legal_code_chapter": LegalTask(
        TaskType.SLTC,
        max_train_instances=1,
        max_tokens=20,
        instructions=(
            "In this task, you are given a Greek legislative document. Predict the chapter level category of the "
            "'Permanent Greek Legislation Code - Raptarchis (Ραπτάρχης)' the document belongs to."
        ),
    ),
    "greek_legal_code_subject": LegalTask(
        TaskType.SLTC,
        max_train_instances=1,
        max_tokens=20,
        instructions=(
            "In this task, you are given a Greek legislative document. Predict the subject level category of the "
            "'Permanent Greek Legislation Code - Raptarchis (Ραπτάρχης)' the document belongs to."
        ),
    ),
    "greek_legal_code_volume": LegalTask(
        TaskType.SLTC,
        max_train_instances=1,
        max_tokens=20,
        instructions=(
            "In this task, you are given a Greek legislative document. Predict the volume level category of the "
            "'Permanent Greek Legislation Code - Raptarchis (Ραπτάρχης)' the document belongs to."
        ),
    ),
    "swiss_judgment_prediction": LegalTask(
        TaskType.SLTC,
        max_train_instances=2,
        max_tokens=5,
        instructions=(
            "In this task, you are given the facts description from a decision heard at the Swiss Federal Supreme "
            "Court. Predict the judgment of the case (approval: The appeal was approved, or dismissal: The appeal was "
            "denied)"
        ),
    ),
    "online_terms_of_service_unfairness_levels": LegalTask(
        TaskType.SLTC,
        max_train_instances=5,
        max_tokens=10,
        instructions=(
            "In this task, you are given a sentence from a Terms of Service (ToS) document. Predict the unfairness "
            "level of the sentence (potentially_unfair, clearly_unfair, clearly_fair, untagged)"
        ),
    ),
    "online_terms_of_service_clause_topics": LegalTask(
        TaskType.MLTC,
        max_train_instances=5,
        max_tokens=10,
        instructions=(
            "In this task, you are given a sentence from a Terms of Service (ToS) document. Predict the clause topics "
            "of the sentence out of the following: 0: Arbitration, 1: Unilateral change, 2: Content removal, 3: "
            "Jurisdiction, 4: Choice of law, 5: Limitation of liability, 6: Unilateral termination, 7: Contract by "
            "using, 8: Privacy included."
        ),
    ),
    "covid19_emergency_event": LegalTask(
        TaskType.MLTC,
        max_train_instances=5,
        max_tokens=10,
        instructions=(
            "In this task, you are given a sentence from a European legislative document. Predict the applicable "
            "measurements against COVID-19 out of the following: 0: State of Emergency, 1: Restrictions of "
            "fundamental rights and civil liberties, 2: Restrictions of daily liberties, 3: Closures / lockdown, 4: "
            "Suspension of international cooperation and commitments, 5: Police mobilization, 6: Army mobilization, "
            "7: Government oversight."
        ),
    ),
    "multi_eurlex_level_1": LegalTask(
        TaskType.MLTC,
        max_train_instances=1,
        max_tokens=10,
        instructions="In this task, you are given a document from an EU law. Predict the level 1 concept in the EUROVOC taxonomy.",
    ),
    "multi_eurlex_level_2": LegalTask(
        TaskType.MLTC,
        max_train_instances=1,
        max_tokens=10,
        instructions="In this task, you are given a document from an EU law. Predict the level 2 concept in the EUROVOC taxonomy.",
    ),
    "multi_eurlex_level_3": LegalTask(
        TaskType.MLTC,
        max_train_instances=1,
        max_tokens=10,
        instructions="In this task, you are given a document from an EU law. Predict the level 3 concept in the EUROVOC taxonomy.",
    ),
    "greek_legal_ner": LegalTask(
        TaskType.NER,
        max_train_instances=5,
        max_tokens=430,
        instructions=(
            "In this task, you are given a sentence from Greek legislation. Predict the named entity type for each "
            "token out of the following: "
        ),
        tag_list=(
            "O, B-ORG, I-ORG, B-GPE, I-GPE, B-LEG-REFS, I-LEG-REFS, B-PUBLIC-DOCS, I-PUBLIC-DOCS, B-PERSON, I-PERSON, "
            "B-FACILITY, I-FACILITY, B-LOCATION-UNK, I-LOCATION-UNK, B-LOCATION-NAT, I-LOCATION-NAT"
        ),
    ),
    "legalnero": LegalTask(
        TaskType.NER,
        max_train_instances=5,
        max_tokens=788,
        instructions=(
            "In this task, you are given a sentence from Romanian legislation. Predict the named entity type for each "
            "token out of the following: "
        ),
        tag_list="O, B-TIME, I-TIME, B-LEGAL, I-LEGAL, B-ORG, I-ORG, B-LOC, I-LOC, B-PER, I-PER",
    ),
    "lener_br": LegalTask(
        TaskType.NER,
        max_train_instances=5,
        max_tokens=338,
        instructions=(
            "In this task, you are given a sentence from Brazilian legal documents (court decisions and legislation). "
            "Predict the named entity type for each token out of the following: "
        ),
        tag_list=(
            "O, B-ORGANIZACAO, I-ORGANIZACAO, B-PESSOA, I-PESSOA, B-TEMPO, I-TEMPO, B-LOCAL, I-LOCAL, B-LEGISLACAO, "
            "I-LEGISLACAO, B-JURISPRUDENCIA, I-JURISPRUDENCIA"
        ),
    ),
    "mapa_coarse": LegalTask(
        TaskType.NER,
        max_train_instances=5,
        max_tokens=274,
        instructions=(
            "In this task, you are given a sentence from the EUR-Lex database. Predict the coarse grained named "
            "entity type for each token out of the following: "
        ),
        tag_list=(
            "O, B-ORGANISATION, I-ORGANISATION, B-ADDRESS, I-ADDRESS, B-DATE, I-DATE, B-PERSON, I-PERSON, B-AMOUNT, "
            "I-AMOUNT, B-TIME, I-TIME"
        ),
    ),
    "mapa_fine": LegalTask(
        TaskType.NER,
        max_train_instances=5,
        max_tokens=274,
        instructions=(
            "In this task, you are given a sentence from the EUR-Lex database. Predict the fine grained named entity "
            "type for each token out of the following: "
        ),
        tag_list=(
            "O, B-BUILDING, I-BUILDING, B-CITY, I-CITY, B-COUNTRY, I-COUNTRY, B-PLACE, I-PLACE, B-TERRITORY, "
            "I-TERRITORY, I-UNIT, B-UNIT, B-VALUE, I-VALUE, B-YEAR, I-YEAR, B-STANDARD ABBREVIATION, I-STANDARD "
            "ABBREVIATION, B-MONTH, I-MONTH, B-DAY, I-DAY, B-AGE, I-AGE, B-ETHNIC CATEGORY, I-ETHNIC CATEGORY, "
            "B-FAMILY NAME, I-FAMILY NAME, B-INITIAL NAME, I-INITIAL NAME, B-MARITAL STATUS, I-MARITAL STATUS, "
            "B-PROFESSION, I-PROFESSION, B-ROLE, I-ROLE, B-NATIONALITY, I-NATIONALITY, B-TITLE, I-TITLE, B-URL, "
            "I-URL, B-TYPE, I-TYPE"
        ),
    ),
}
