/* SPDX-License-Identifier: MulanPSL-2.0
 * What citizens ask beside requests: correction requests (Art. 41), suggestions to publish (Art.
 * 44), complaints (Art. 51). Each is an entry of its register and a matter on it. Who said it and
 * how to reach them is sealed in the matter; the register's own column holds the name as lists show
 * it ("张＊＊"). */
#ifndef LIANXIN_OFFICE_BESIDE_H
#define LIANXIN_OFFICE_BESIDE_H

#include "office/matter.h"
#include "store/agency.h"
#include "store/beside.h"

enum { BESIDE_REACH_MAX = 100, BESIDE_IDENTITY_MAX = 40 };

struct beside_order {
	enum matter_kind kind; /* not REQUEST */
	int64_t agency_id;
	/* in the order of the register's columns, the name in the clear, "" where nothing was said;
	 * number and received are given by beside_file() */
	const char **values;
	const char *reach;    /* telephone or mail, "" none */
	const char *identity; /* number of the identity card, credit code; "" none */
	/* What was said of the person beside these two, sealed or open (office/filing.h: contacts,
	 * an agent, the wish for notices); kind and name are the register's. NULL: nothing */
	const struct filing *more;
	const char *note; /* for the office alone; NULL none */
	day day;	  /* when it came in; online: today */
	const struct matter_file *files;
	size_t n_files;
	const char *word; /* of the form (office/once.h), "" none */
};
/* It comes in: entry, matter with its query code, files, and its first step where the law's table
 * knows it. Anybody's of the public face, or a clerk's. ERR_CONTENT with *problems (the register's
 * columns, "received", "note"; of a clerk's the fields of office/filing.h, of anybody else's
 * "reach" and "identity"); ERR_ENV when the office has no key to seal with. The
 * same form again is no further one. */
enum err beside_file(struct office *office, const struct actor *actor,
		     const struct beside_order *order, struct arena *arena,
		     struct problems *problems, struct error *error,
		     struct matter_filed *ret_filed) MUST_CHECK;

/* Its checks alone, so that a page says all that is wrong at once. ERR_CONTENT with *problems. */
enum err beside_good(struct office *office, const struct actor *actor,
		     const struct beside_order *order, struct arena *arena,
		     struct problems *problems, struct error *error) MUST_CHECK;
/* What this very form made when it was sent before; ERR_MISSING when it was not. */
enum err beside_filed_before(struct office *office, const struct actor *actor,
			     const struct beside_order *order, struct arena *arena,
			     struct error *error, struct matter_filed *ret_filed) MUST_CHECK;

/* A bare entry that is to be taken into the flow. */
struct beside_bare {
	enum matter_kind kind; /* not REQUEST */
	int64_t agency_id, entry_id;
	/* what is known of the person beside the name, as in struct beside_order; NULL: nothing */
	const struct filing *more;
	const char *word; /* of the form (office/once.h), "" none */
};
/* Takes it into the flow, with its query code. ERR_CONTENT with *problems (fields of
 * office/filing.h); ERR_CONFLICT when it is in it already, is struck, or has its result. The same
 * form again gives the same code. */
enum err beside_adopt(struct office *office, const struct actor *actor,
		      const struct beside_bare *bare, struct arena *arena,
		      struct problems *problems, struct error *error,
		      struct matter_filed *ret_filed) MUST_CHECK;

/* Who handles complaints about an agency: as set, else the one above it. *ret_id 0: nobody in this
 * system. Never the agency itself, nor one below it, whose cases it sees. */
enum err beside_authority(struct office *office, int64_t agency_id, struct error *error,
			  int64_t *ret_id) MUST_CHECK;
/* The same for whoever chooses it (setting_change() of COMPLAINT_AGENCY): who it is and why, and
 * who may be it. Asks nobody's permission: names of agencies are open. */
enum beside_why { BESIDE_CHOSEN, BESIDE_CHOSEN_FOR_ALL, BESIDE_ABOVE };
struct beside_authorities {
	int64_t id;		   /* 0: nobody in this system */
	int64_t above;		   /* the agency above it, 0 none */
	enum beside_why why;	   /* of id 0: BESIDE_ABOVE */
	struct agency *candidates; /* neither itself nor below it; parents before children */
	size_t n;
};
enum err beside_authorities(struct office *office, int64_t agency_id, struct arena *arena,
			    struct error *error, struct beside_authorities *ret_all) MUST_CHECK;

/* The matter under way behind an entry; *ret_id 0: none. */
enum err beside_of_entry(struct office *office, const struct actor *actor, enum register_id id,
			 int64_t agency_id, int64_t entry_id, struct arena *arena,
			 struct error *error, int64_t *ret_id) MUST_CHECK;
/* For office/entry.c: the name of an entry as its matter has it sealed; NULL when it has none, or
 * the office has no key just now. */
enum err beside_name(struct office *office, enum register_id id, int64_t entry_id,
		     struct arena *arena, struct error *error, const char **ret_name) MUST_CHECK;
/* Inside a transaction: register_insert(); in a register beside the requests the name goes sealed
 * into a matter of the entry, and masked into its column, when the office has its key. */
enum err beside_insert(struct office *office, enum register_id id, int64_t agency_id,
		       const char *const *values, const struct author *author, struct arena *arena,
		       struct error *error, int64_t *ret_id) MUST_CHECK;
/* Is there a name in these that would have to be sealed? */
bool beside_names(enum register_id id, const char *const *values);
/* Inside a transaction: seals the first name of an entry whose column is already masked. */
enum err beside_seal_new(struct office *office, enum register_id id, int64_t agency_id,
			 int64_t entry_id, const char *name, const char *kind,
			 const struct author *author, struct arena *arena,
			 struct error *error) MUST_CHECK;
/* Inside a transaction: seals another name in place of the one there is. */
enum err beside_rename(struct office *office, enum register_id id, int64_t entry_id,
		       const char *name, const char *reason, const struct author *author,
		       struct arena *arena, struct error *error) MUST_CHECK;

/* Seals the names that still stand in the clear in the three registers: those imported, and those
 * entered before there was a key. The earlier values go from the journal too (ERASE). In batches;
 * interrupted, the same call goes on. */
enum err beside_seal_rest(struct office *office, struct error *error,
			  int64_t *ret_sealed) MUST_CHECK;

#endif
