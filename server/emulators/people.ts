import type { SeededRandom } from './seeded-random';

export interface NamePool {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** ASCII, unique among the people made by one maker, e.g. `nicolo.damico`. */
  readonly username: string;
}

const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

export const italianNames: NamePool = {
  first:
    list(`Alessia, Alessandro, Andrea, Anna, Beatrice, Bianca, Carlo, Caterina, Chiara, Cosimo, Davide, Elena, Elisa,
    Emma, Enrico, Fabio, Federica, Filippo, Francesca, Gabriele, Gaia, Giada, Gioele, Giorgia, Giulia, Ilaria, Irene,
    Jacopo, Lorenzo, Luca, Lucia, Maria José, Marta, Matteo, Mattia, Nicolò, Noemi, Paola, Pietro, Riccardo, Sara,
    Serena, Silvia, Sofia, Tommaso, Vittoria, Zoë`),
  last: list(`Barbieri, Bassi, Bellini, Benedetti, Bianchi, Bruno, Cattaneo, Colombo, Conti, Coppola, Costa, D’Amico,
    De Santis, Dell’Orto, Esposito, Fabbri, Ferrari, Ferri, Fontana, Galli, Gatti, Giordano, Grassi, Greco, Leone,
    Lo Presti, Lombardi, Mancini, Marchetti, Mariani, Marini, Martini, Montanari, Moretti, Neri, Nicolì, Orlandi,
    Pellegrini, Pòrta, Ricci, Rinaldi, Riva, Rizzo, Romano, Rossi, Russo, Sala, Serra, Testa, Villa, Vitale, Zanetti`),
};

export const helsinkiNames: NamePool = {
  first:
    list(`Aino, Aleksi, Antti, Charlotte, Eero, Eetu, Elias, Emilia, Emma, Erkki, Hanna, Harry, Heikki, Helmi, Ilona,
    Jack, Jani, Jenni, Juho, Kaisa, Kalle, Lauri, Leo, Liisa, Lucy, Maija, Mikko, Niina, Oliver, Onni, Päivi, Pekka,
    Pentti, Saara, Sami, Seán, Seppo, Siobhán, Tähti, Terhi, Tuomas, Väinö, Veera, Ville, Yrjö, Åsa, Örjan`),
  last: list(`Aalto, Ahonen, Baker, Björklund, Clarke, Eskelinen, Evans, Hakala, Hämäläinen, Heikkinen, Hughes, Hyvönen,
    Järvinen, Jokinen, Kettunen, Kinnunen, Koskinen, Lahti, Laine, Laitinen, Lehtonen, Lindström, Mäkelä, Mäkinen,
    Manninen, Mattila, Miettinen, Murphy, Nieminen, Nyström, O’Brien, Ojala, Pöyhönen, Räsänen, Rantanen, Salminen,
    Savolainen, Sjöberg, Taylor, Toivonen, Turunen, Tuominen, Väisänen, Virtanen, Walker, Wright, Åkerblom, Äijälä`),
};

export const romanianNames: NamePool = {
  first:
    list(`Adina, Adrian, Alexandru, Ana, Andrei, Bogdan, Călin, Camelia, Cătălina, Cosmin, Cristina, Dănuț, Diana, Doina,
    Elena, Florin, Gabriela, George, Horia, Ilinca, Ioana, Ionuț, Iulia, Laurențiu, Liviu, Lucian, Mădălina, Marius,
    Mihai, Mirela, Monica, Neagu, Oana, Ovidiu, Paul, Raluca, Răzvan, Roxana, Sabina, Ștefan, Ștefania, Teodor, Țvetan,
    Valentin, Vasile, Vlad, Zoe`),
  last: list(`Albu, Anghel, Ardelean, Bălan, Barbu, Călinescu, Ciobanu, Cojocaru, Constantin, Crăciun, Diaconu, Dinu,
    Dobre, Dragomir, Drăghici, Dumitrescu, Enache, Filip, Gheorghiu, Grigore, Iancu, Ionescu, Lazăr, Lungu, Lupu,
    Manolescu, Marinescu, Matei, Mocanu, Moldoveanu, Munteanu, Nistor, Oprea, Pană, Păun, Petrescu, Popa, Popescu,
    Preda, Răducanu, Rusu, Sârbu, Șerban, Stănescu, Stoica, Tănase, Toma, Țurcanu, Ungureanu, Văduva, Vlăsceanu, Voicu`),
};

export const russianNames: NamePool = {
  first:
    list(`Алексей, Алёна, Алина, Анастасия, Андрей, Анна, Антон, Артём, Валерия, Вера, Виктор, Галина, Глеб, Дарья, Денис,
    Дмитрий, Егор, Екатерина, Елена, Иван, Игорь, Илья, Инна, Кирилл, Ксения, Лариса, Леонид, Любовь, Максим, Марина,
    Михаил, Надежда, Наталья, Никита, Николай, Олег, Ольга, Павел, Полина, Роман, Светлана, Сергей, Софья, Татьяна,
    Фёдор, Юлия, Юрий, Ярослав`),
  // Short of those whose endings tell men from women.
  last: list(`Авдеенко, Бондаренко, Бойко, Вернер, Винник, Гайдай, Герман, Гончар, Гриценко, Даниленко, Дейнеко, Долгих,
    Дубровских, Дьяченко, Ермак, Жук, Задорожных, Зима, Иваненко, Карпенко, Коваль, Кравец, Кравченко, Крамер, Кузьменко,
    Лебедь, Левченко, Лысенко, Мартыненко, Мельник, Мороз, Назаренко, Остапенко, Павленко, Панченко, Рыбак, Савченко,
    Седых, Сидоренко, Скляр, Ткач, Филипенко, Хмель, Цой, Черных, Шевченко, Шмидт, Щербак, Юрченко, Якименко`),
};

/** Gives people one after the other, never the same username twice. */
export function createPersonMaker(pool: NamePool, random: SeededRandom): () => Person {
  const taken = new Set<string>();
  return () => {
    let firstName = random.pick(pool.first);
    let lastName = random.pick(pool.last);
    for (let tries = 0; tries < 20 && taken.has(asciiName(firstName, lastName)); tries += 1) {
      firstName = random.pick(pool.first);
      lastName = random.pick(pool.last);
    }
    const base = asciiName(firstName, lastName);
    let username = base;
    for (let number = 2; taken.has(username); number += 1) username = `${base}${number}`;
    taken.add(username);
    return { firstName, lastName, username };
  };
}

const latin = 'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya'.split(' ');
const latinOf: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдежзийклмнопрстуфхцчшщъыьэюя']
    .map((letter, at) => [letter, latin[at]?.replace('-', '') ?? ''])
    .concat([['ё', 'e']]),
);

function asciiName(firstName: string, lastName: string): string {
  return [...`${firstName}.${lastName}`.toLowerCase()]
    .map((letter) => latinOf[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[^a-z.]/g, '');
}
