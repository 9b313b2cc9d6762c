"""What the columns of a class list are called, in the languages in which learning platforms and offices write them."""

from __future__ import annotations

import unicodedata

NAMES = ("name", "student", "full name", "fullname", "student name", "display name", "roster identifier",
         "vollstandiger name", "nutzername", "studierende", "nom complet", "etudiant", "nombre completo",
         "estudiante", "alumno")  # fmt: skip
FIRST = ("first name", "firstname", "given name", "first", "vorname", "prenom", "nombre", "nombres")
LAST = ("last name", "lastname", "surname", "family name", "last", "nachname", "familienname", "nom", "nom de famille",
        "apellido", "apellidos", "apellido s")  # fmt: skip
FILES = ("file", "filename", "file name", "folder", "path", "attempt", "repository", "datei", "dateiname", "ordner",
         "fichier", "dossier", "archivo", "fichero", "carpeta")  # fmt: skip
IDS = ("id", "canvas user id", "orgdefinedid", "student id", "id number", "sis user id", "sis login id", "login",
       "login id", "username", "user name", "github username", "identifier", "participant", "number", "student number",
       "user id", "matriculation number", "id nummer", "matrikelnummer", "matrikel nr", "matrikelnr", "anmeldename",
       "benutzername", "kennung", "nummer", "teilnehmer in", "numero d identification", "numero d etudiant",
       "numero etudiant", "identifiant", "nom d utilisateur", "numero", "numero de id", "numero de identificacion",
       "nombre de usuario", "usuario", "matricula", "identificador")  # fmt: skip
EMAILS = ("email", "e mail", "mail", "email address", "e mail address", "e mail adresse", "mailadresse",
          "adresse de courriel", "courriel", "adresse email", "adresse e mail", "direccion de correo", "correo",
          "correo electronico", "direccion email", "direccion de correo electronico")  # fmt: skip
GROUP = ("group", "group name", "groupname", "team", "team name", "gruppe", "gruppenname", "groupe", "nom du groupe",
         "equipe", "grupo", "nombre del grupo", "nombre de grupo", "equipo")  # fmt: skip
GROUPS = ("groups", "teams", "gruppen", "groupes", "equipes", "grupos", "equipos")  # several in a cell
KNOWN = {*NAMES, *FIRST, *LAST, *FILES, *IDS, *EMAILS}
ALONE = {"nom", "nombre", "nombres", "last", "first"}  # the whole name where there is no other column of one


def normalize_heading(text: str) -> str:
    """Return a heading as it is compared: lower case, without accents and signs.

    >>> normalize_heading("E-Mail-Adresse"), normalize_heading("Apellido(s)"), normalize_heading("SIS_User ID")
    ('e mail adresse', 'apellido s', 'sis user id')
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = (letter if letter.isalnum() else " " for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(letters).split())
