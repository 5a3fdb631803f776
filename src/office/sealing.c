/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/sealing.h"

#include "store/sealing.h"

/* Where the office's key of marks is sealed for. */
#define MARKS_PLACE "meta.vault_key"

const char *sealing_beside(const char *url, struct arena *arena)
{
	const char *path;
	if (!store_is_file(url) || store_path(url, NULL, &path) != ERR_NONE) return NULL;
	return ARENA_JOIN(arena, path, ".key");
}

static enum err another_key(struct store *store, const struct vault *vault,
			    const struct wrapped_key *present, struct error *error)
{
	struct wrapped_key next;
	char id[VAULT_ID_TEXT];
	const char *hint = "Name the office's own key file with --key-file or LIANXIN_KEY_FILE.";
	if (sealing_get(store, SEALING_NEXT, NULL, &next) == ERR_NONE &&
	    vault_wrapped_by(vault, &next, sizeof next))
		hint = "The change to this key is not finished: run `lianxin key rotate` again, "
		       "with "
		       "the old key file and this one.";
	vault_wrapper_id(present, id);
	return error_set(error, ERR_ENV, hint,
			 "The office's personal data is sealed with key %s; the key file holds "
			 "key %s.",
			 id, vault_id(vault));
}

/* Reading the meta row, and opening it with this vault. */
static enum err open_marks(struct store *store, const struct vault *vault, struct error *error,
			   struct data_key *ret_marks)
{
	struct wrapped_key wrapped;
	enum err err = sealing_get(store, SEALING_NOW, error, &wrapped);
	if (err != ERR_NONE) return err;
	if (!vault_wrapped_by(vault, &wrapped, sizeof wrapped))
		return another_key(store, vault, &wrapped, error);
	return vault_open_data_key(vault, MARKS_PLACE, &wrapped, sizeof wrapped, error, ret_marks);
}

static enum err found_work(struct store *store, void *context, struct error *error)
{
	const struct vault *vault = context;
	struct data_key marks;
	struct wrapped_key wrapped;
	enum err err = open_marks(store, vault, error, &marks);
	if (err == ERR_MISSING) {
		vault_new_data_key(vault, MARKS_PLACE, &marks, &wrapped);
		err = sealing_put(store, SEALING_NOW, &wrapped, error);
	}
	data_key_wipe(&marks);
	return err;
}

enum err sealing_found(struct office *office, struct vault *vault, struct error *error)
{
	if (vault == NULL) return ERR_NONE;
	enum err err = store_transaction(office->store, found_work, vault, error);
	return err == ERR_NONE ? sealing_begin(office, vault, error) : err;
}

enum err sealing_begin(struct office *office, struct vault *vault, struct error *error)
{
	struct data_key marks;
	enum err err = open_marks(office->store, vault, error, &marks);
	if (err != ERR_NONE) return err;
	vault_set_marks(vault, &marks);
	data_key_wipe(&marks);
	office->vault = vault;
	return ERR_NONE;
}

enum err sealing_rewrap_marks(struct store *store, const struct vault *from, const struct vault *to,
			      struct error *error, struct wrapped_key *ret_wrapped)
{
	struct data_key marks;
	enum err err = open_marks(store, from, error, &marks);
	if (err != ERR_NONE) return err;
	vault_wrap(to, MARKS_PLACE, &marks, ret_wrapped);
	data_key_wipe(&marks);
	return ERR_NONE;
}

/* What a clerk reads; the reason stays for the log. */
static enum err say_to_clerk(const char *sentence, struct error *error)
{
	struct error reason = {.message = ""};
	if (error != NULL) reason = *error;
	error_set(error, ERR_ENV, "请告诉系统管理员：本程序没有拿到正确的密钥文件，或者数据受损。",
		  "%s", sentence);
	error_detail(error, "%s", reason.message);
	return ERR_ENV;
}

enum err sealing_keep_key(const struct office *office, const char *place,
			  const struct data_key *key, struct error *error,
			  struct wrapped_key *ret_wrapped)
{
	struct wrapped_key present;
	enum err err = ERR_NONE;
	if (office->vault == NULL)
		error_set(error, ERR_ENV, NULL, "The process has no key.");
	else
		err = sealing_get(office->store, SEALING_NOW, error, &present);
	if (err == ERR_BUSY || err == ERR_DOUBT) return err;
	if (office->vault == NULL || err != ERR_NONE)
		return say_to_clerk("暂时不能保存个人信息。", error);
	if (!vault_wrapped_by(office->vault, &present, sizeof present)) {
		error_set(error, ERR_ENV, NULL,
			  "The office's master key was changed; this process has still %s.",
			  vault_id(office->vault));
		return say_to_clerk("暂时不能保存个人信息。", error);
	}
	vault_wrap(office->vault, place, key, ret_wrapped);
	return ERR_NONE;
}

enum err sealing_new_key(const struct office *office, const char *place, struct error *error,
			 struct data_key *ret_key, struct wrapped_key *ret_wrapped)
{
	data_key_draw(ret_key);
	enum err err = sealing_keep_key(office, place, ret_key, error, ret_wrapped);
	if (err != ERR_NONE) data_key_wipe(ret_key);
	return err;
}

enum err sealing_open_key(const struct office *office, const char *place, const void *wrapped,
			  size_t n, struct error *error, struct data_key *ret_key)
{
	enum err err = ERR_ENV;
	if (office->vault == NULL)
		error_set(error, ERR_ENV, NULL, "The process has no key.");
	else
		err = vault_open_data_key(office->vault, place, wrapped, n, error, ret_key);
	return err == ERR_NONE ? ERR_NONE : say_to_clerk("这一件的个人信息现在打不开。", error);
}
