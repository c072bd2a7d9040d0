import { tokenize } from "./normalize.ts";

const setOf = (text: string) => new Set(tokenize(text).map((token) => token.text));

/**
 * Words that also name a town somewhere but are not meant as one: function words, words of the
 * trade, verbs of command, months and days.
 */
export const NEVER_A_PLACE = setOf(`
  le la les un une des du de au aux et ou où que qui quoi dont ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
  je tu il elle on nous vous ils elles me te se lui eux en y ne pas plus sans avec pour par sur sous dans chez vers entre avant après depuis
  si oui non comme quand combien quel quelle quels quelles tout tous toute toutes autre autres même mêmes rien encore déjà aussi très trop peu
  est sont a as ai ont été être avoir fait faire fais met mets mettre mis pose poser donne donner montre montrer ajoute ajouter crée créer
  annule annuler confirme confirmer change changer passe passer bouge bouger décale décaler repousse reporter liste lister cherche chercher
  trouve trouver envoie envoyer copie copier supprime supprimer invite inviter ouvre ouvrir ferme fermer vends vendre note noter calcule
  date dates lieu lieux salle salles ville villes show shows concert concerts tournée tour spectacle artiste artistes billet billets place places
  prix tarif tarifs vente ventes jauge option options contrat contrats devis facture factures budget dépense dépenses recette recettes profit
  bénéfice marge porte portes balance balances passage get in out load hold line check sound doors set curfew support staff pass off promo
  lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
  the this that these those what which who when where how why many much more all any some new add show move cancel confirm find list make
  create send give tell put price prices sale sales ticket tickets venue venues city date day days week month year next last first second
  and or not for from to with at by of is are was be do does did can could will would should my your our their his her its it we you they
  fête fin début bon bonne merci bonjour salut stp svp please hello ok sous mille cent vingt trente
`);

/** Towns whose name is an ordinary word: in lower case they need « à » or "in" before them. */
export const PLACE_LIKE = setOf(`
  nice tours orange sens gap cannes die vif mende romans lens bath reading mobile split vienne valence florence laval bron loos
  van pau agen dax foix grasse royan sète lure colombes antony clichy bergen essen bar deal hull sale male cran
  bourg rouge grand petit vire saint sainte fort mer pont vieux ham montagne bois bière nord sud est ouest centre chelles
`);
