"""Column names that learning platforms and spreadsheets write, in English and other languages."""

from __future__ import annotations

import unicodedata

NAMES = ("name", "student", "full name", "fullname", "student name", "display name",
         "roster identifier", "vollstandiger name", "nutzername", "studierende", "nom complet",
         "etudiant", "nombre completo", "estudiante", "alumno",
         "last name first name", "first name last name", "lastname firstname",
         "firstname lastname", "surname first name", "surname given name", "name surname",
         "surname name", "family name given name", "given name family name", "nachname vorname",
         "vorname nachname", "name vorname", "vorname name", "familienname vorname",
         "nom prenom", "prenom nom", "nom et prenom", "prenom et nom", "apellidos nombre",
         "nombre apellidos", "apellidos y nombre", "nombre y apellidos")  # fmt: skip
FIRST = ("first name", "firstname", "given name", "first", "vorname", "prenom", "nombre",
         "nombres")  # fmt: skip
LAST = ("last name", "lastname", "surname", "family name", "last", "nachname", "familienname",
        "nom", "nom de famille", "apellido", "apellidos", "apellido s")  # fmt: skip
FILES = ("file", "filename", "file name", "folder", "path", "attempt", "repository", "datei",
         "dateiname", "ordner", "fichier", "dossier", "archivo", "fichero", "carpeta")  # fmt: skip
IDS = ("id", "canvas user id", "orgdefinedid", "student id", "id number", "sis user id",
       "sis login id", "login", "login id", "username", "user name", "github username",
       "identifier", "participant", "number", "student number", "user id", "matriculation number",
       "id nummer", "matrikelnummer", "matrikel nr", "matrikelnr", "anmeldename", "benutzername",
       "kennung", "nummer", "teilnehmer in", "numero d identification", "numero d etudiant",
       "numero etudiant", "identifiant", "nom d utilisateur", "numero", "numero de id",
       "numero de identificacion", "nombre de usuario", "usuario", "matricula",
       "identificador")  # fmt: skip
EMAILS = ("email", "e mail", "mail", "email address", "e mail address", "e mail adresse",
          "mailadresse", "adresse de courriel", "courriel", "adresse email", "adresse e mail",
          "direccion de correo", "correo", "correo electronico", "direccion email",
          "direccion de correo electronico")  # fmt: skip
GROUP = ("group", "group name", "groupname", "team", "team name", "gruppe", "gruppenname",
         "groupe", "nom du groupe", "equipe", "grupo", "nombre del grupo", "nombre de grupo",
         "equipo")  # fmt: skip
# A column whose cells may list several groups.
GROUPS = ("groups", "teams", "gruppen", "groupes", "equipes", "grupos", "equipos")
HEADINGS = {*NAMES, *FIRST, *LAST, *FILES, *IDS, *EMAILS}
# A column of whole names, or of half a name if only a first or only a last name stands beside it.
HALF = "name"
# Columns that hold the whole name if no other column holds a part of it.
ALONE = {"nom", "nombre", "nombres", "last", "first"}


def normalize_heading(text: str) -> str:
    """Normalize a heading for comparison: lower case, without accents and punctuation.

    >>> normalize_heading("E-Mail-Adresse"), normalize_heading("Apellido(s)")
    ('e mail adresse', 'apellido s')
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = (letter if letter.isalnum() else " "
               for letter in decomposed if not unicodedata.combining(letter))  # fmt: skip
    return " ".join("".join(letters).split())
