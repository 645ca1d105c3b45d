/**
 * Views that are there for a moment while a table is renamed behind one (legalise-alias.ts). Where a run was ended in that
 * moment they are left over: nobody's, and made anew when it is run again, so the catalog's reader passes over them.
 */
import { quote } from './quote.js';

/** The view that will have the old name, until then. */
export const viewAside = 'altair_view_aside';

/** A column of what stands under the new name until the table does. */
export const standInMark = 'altair_stand_in';

export const isStandIn = (name: string, text: string): boolean =>
  new RegExp(`^${viewAside}(?:_\\d+)?$`).test(name) || text.includes(quote(standInMark));
