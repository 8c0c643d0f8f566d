/* Secrets: what other programs made of the same, what it costs, and that nothing of them stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/secret.h"
#include "base/secret_rule.h"
#include "base/secret_token.h"
#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What argon2 was asked for: the program's calls come here first. */
static struct {
	int calls;
	unsigned long long passes;
	size_t bytes;
	bool no_memory;
} work;

int crypto_pwhash(unsigned char *const out, unsigned long long out_size, const char *const password,
		  unsigned long long size, const unsigned char *const salt,
		  unsigned long long passes, size_t bytes, int algorithm)
{
	int (*real)(unsigned char *, unsigned long long, const char *, unsigned long long,
		    const unsigned char *, unsigned long long, size_t, int);
	void *found = dlsym(RTLD_NEXT, "crypto_pwhash");

	memcpy(&real, &found, sizeof(real));
	work.calls++;
	work.passes = passes;
	work.bytes = bytes;
	if (work.no_memory) {
		errno = ENOMEM;
		return -1;
	}
	return real(out, out_size, password, size, salt, passes, bytes, algorithm);
}

static int forget_work(void **state)
{
	(void)state;
	memset(&work, 0, sizeof(work));
	setenv("FRONTDESK_TEST_SECRETS", "quick", 1);
	return 0;
}

static bool is_right(const char *hash, const char *password)
{
	struct problem problem;
	bool right = false;

	assert_int_equal(secret_check(hash, password, &right, &problem), STATUS_OK);
	return right;
}

static void hash_of(const char *password, char hash[SECRET_HASH_SIZE])
{
	struct problem problem;

	assert_int_equal(secret_hash(password, hash, &problem), STATUS_OK);
}

/* Made by the reference implementation: argon2 saltsaltsaltsalt -id -t 3 -m 16 -p 1 -e */
#define REFERENCE \
	"$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$" \
	"nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfkyc"
/* The same with -t 2 -m 10. */
#define CHEAP_REFERENCE \
	"$argon2id$v=19$m=1024,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$" \
	"7GVUeQr+1Y86t0BZrMNLixxUz9ePVaaZ8qSzFMWlRE0"
#define REFERENCE_PASSWORD "correct horse 电池"

static void a_hash_of_another_implementation_is_the_same(void **state)
{
	(void)state;
	assert_true(is_right(REFERENCE, REFERENCE_PASSWORD));
	assert_false(is_right(REFERENCE, "correct horse 电汇"));
	assert_false(is_right(REFERENCE, ""));
	assert_true(is_right(CHEAP_REFERENCE, REFERENCE_PASSWORD));
}

static void a_hash_of_ours_is_one_to_another_implementation(void **state)
{
	char hash[SECRET_HASH_SIZE];

	(void)state;
	hash_of("小猫钓鱼 9", hash);
	assert_int_equal(crypto_pwhash_str_verify(hash, "小猫钓鱼 9", strlen("小猫钓鱼 9")), 0);
	assert_int_equal(crypto_pwhash_str_verify(hash, "小猫钓鱼 8", strlen("小猫钓鱼 8")), -1);
}

static void a_hash_costs_64_mebibytes_in_3_passes(void **state)
{
	char hash[SECRET_HASH_SIZE];

	(void)state;
	setenv("FRONTDESK_TEST_SECRETS", "full", 1);
	hash_of("three blind mice", hash);
	assert_int_equal(work.passes, 3);
	assert_int_equal(work.bytes, 64 << 20);
	assert_memory_equal(hash, "$argon2id$v=19$m=65536,t=3,p=1$", 31);
	assert_int_equal(strlen(hash), strlen(REFERENCE));
}

static void a_password_is_hashed_with_another_salt_each_time(void **state)
{
	char one[SECRET_HASH_SIZE], other[SECRET_HASH_SIZE];

	(void)state;
	hash_of("three blind mice", one);
	hash_of("three blind mice", other);
	assert_string_not_equal(one, other);
	assert_true(is_right(one, "three blind mice"));
	assert_true(is_right(other, "three blind mice"));
	assert_false(is_right(other, "three blind micE"));
	assert_false(is_right(other, "three blind mice "));
}

static void a_code_that_nobody_has_costs_the_same_work_and_is_no(void **state)
{
	char hash[SECRET_HASH_SIZE];
	unsigned long long passes;
	size_t bytes;

	(void)state;
	setenv("FRONTDESK_TEST_SECRETS", "full", 1);
	hash_of("three blind mice", hash);
	assert_false(is_right(hash, "another"));
	assert_int_equal(work.calls, 2);
	passes = work.passes;
	bytes = work.bytes;
	memset(&work, 0, sizeof(work));
	assert_false(is_right(NULL, "another"));
	assert_int_equal(work.calls, 1);
	assert_int_equal(work.passes, passes);
	assert_int_equal(work.bytes, bytes);
	/* Not even who knows what it is compared with gets in. */
	assert_false(is_right(NULL, ""));
}

static void a_hash_that_is_none_of_ours_costs_the_same_and_is_no(void **state)
{
	static const char *const spoiled[] = {
		"",
		"x",
		"$argon2id$",
		/* Of other parameters than ours ever are. */
		"$argon2i$v=19$m=1024,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$kkb5iL6Gk89d+oP/"
		"+SSPF+k7EeeejNSBfHFAm1NMycQ",
		"$argon2id$v=19$m=1024,t=3,p=2$c2FsdHNhbHRzYWx0c2FsdA$bjBOgFAl5+Alj5lR/"
		"P15JMzoWekW2i6NkszUIphnrtQ",
		/* Costs that would stop the desk. */
		"$argon2id$v=19$m=4194304,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
		"nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfkyc",
		"$argon2id$v=19$m=65536,t=99,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
		"nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfkyc",
		"$argon2id$v=19$m=0,t=0,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
		"nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfkyc",
		"$argon2id$v=19$m=-65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
		"nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfkyc",
		/* A salt or a hash too short, too long, with letters of another alphabet. */
		"$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfkyc",
		"$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$",
		"$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA",
		"$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$nrOJ0m4rl6pOQvJ4XYAYURO",
		CHEAP_REFERENCE "A",
		CHEAP_REFERENCE " ",
		" " CHEAP_REFERENCE,
		CHEAP_REFERENCE CHEAP_REFERENCE,
		"$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
		"nrOJ0m4rl6pOQvJ4XYAYUROKD0yU0g0Gc7QoeDNfky!",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(spoiled); i++) {
		work.calls = 0;
		assert_false(is_right(spoiled[i], REFERENCE_PASSWORD));
		assert_int_equal(work.calls, 1);
		assert_true(secret_needs_rehash(spoiled[i]));
	}
}

static void a_hash_of_other_costs_is_made_anew(void **state)
{
	char hash[SECRET_HASH_SIZE];

	(void)state;
	setenv("FRONTDESK_TEST_SECRETS", "full", 1);
	assert_false(secret_needs_rehash(REFERENCE));
	assert_true(secret_needs_rehash(CHEAP_REFERENCE));
	hash_of("three blind mice", hash);
	assert_false(secret_needs_rehash(hash));
}

static void without_memory_nothing_is_said_about_a_password(void **state)
{
	char hash[SECRET_HASH_SIZE] = "old";
	struct problem problem;
	bool right = true;

	(void)state;
	work.no_memory = true;
	assert_int_equal(secret_check(REFERENCE, REFERENCE_PASSWORD, &right, &problem),
			 STATUS_NO_MEMORY);
	assert_false(right);
	assert_non_null(strstr(problem.message, "64 MiB"));
	right = true;
	assert_int_equal(secret_check(NULL, REFERENCE_PASSWORD, &right, NULL), STATUS_NO_MEMORY);
	assert_false(right);
	assert_int_equal(secret_hash("three blind mice", hash, &problem), STATUS_NO_MEMORY);
	assert_string_equal(hash, "");
}

static void is_digest(const unsigned char *key, const char *text, size_t size, const char *wanted)
{
	unsigned char digest[SECRET_DIGEST_MAX];
	char hex[2 * SECRET_DIGEST_MAX + 1];

	secret_digest(key, text, strlen(text), digest, size);
	assert_string_equal(sodium_bin2hex(hex, sizeof(hex), digest, size), wanted);
}

static void a_digest_is_the_blake2b_of_its_standard(void **state)
{
	unsigned char key[SECRET_KEY_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(key); i++)
		key[i] = (unsigned char)i;
	/* RFC 7693, appendix A; the shorter ones and the keyed one by hashlib of Python. */
	is_digest(NULL, "abc", 64,
		  "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
		  "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
	is_digest(NULL, "abc", SECRET_DIGEST_SIZE,
		  "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	is_digest(key, "abc", SECRET_DIGEST_MIN, "1a64be47e4729d951c302ee543f97cf3");
}

static void equal_is_equal_in_every_byte(void **state)
{
	unsigned char one[64], other[64];

	(void)state;
	secret_random(one, sizeof(one));
	memcpy(other, one, sizeof(one));
	assert_true(secret_equal(one, other, sizeof(one)));
	for (size_t i = 0; i < sizeof(one); i++) {
		other[i] ^= 0x80;
		assert_false(secret_equal(one, other, sizeof(one)));
		assert_true(secret_equal(one, other, i));
		other[i] ^= 0x80;
	}
}

static void digest_of(enum secret_kind kind, const char *typed, unsigned char *digest)
{
	struct problem problem;

	assert_int_equal(secret_token_digest(kind, typed, digest, &problem), STATUS_OK);
}

static void refused(enum secret_kind kind, const char *typed, const char *says)
{
	unsigned char digest[SECRET_DIGEST_SIZE], none[SECRET_DIGEST_SIZE] = { 0 };
	struct problem problem;

	assert_int_equal(secret_token_digest(kind, typed, digest, &problem), STATUS_BAD_VALUE);
	if (!strstr(problem.message, says))
		fail_msg("\"%s\" is not in: %s", says, problem.message);
	assert_memory_equal(digest, none, sizeof(none));
}

static void a_token_has_28_letters_in_groups_and_a_recovery_code_20(void **state)
{
	static const size_t groups[] = { [SECRET_TOKEN] = 7, [SECRET_RECOVERY] = 5 };

	(void)state;
	for (int kind = SECRET_TOKEN; kind <= SECRET_RECOVERY; kind++) {
		char text[SECRET_TOKEN_SIZE], again[SECRET_TOKEN_SIZE];

		secret_token_new((enum secret_kind)kind, text);
		assert_int_equal(strlen(text), groups[kind] * 5 - 1);
		for (size_t i = 0; text[i]; i++)
			assert_non_null(strchr(i % 5 == 4 ? "-" : "23456789BCDFGHJKLMNPQRSTVWXYZ",
					       text[i]));
		secret_token_new((enum secret_kind)kind, again);
		assert_string_not_equal(text, again);
	}
}

static void a_token_is_the_same_however_it_is_typed(void **state)
{
	char text[SECRET_TOKEN_SIZE], typed[4 * SECRET_TOKEN_SIZE] = "  ";
	unsigned char digest[SECRET_DIGEST_SIZE], again[SECRET_DIGEST_SIZE];
	size_t used = 2;

	(void)state;
	secret_token_new(SECRET_TOKEN, text);
	digest_of(SECRET_TOKEN, text, digest);
	for (size_t i = 0; text[i]; i++)
		if (text[i] != '-')
			used += text_encode(0xFEE0 + (uint32_t)(unsigned char)text[i],
					    typed + used);
	text_copy(typed + used, sizeof(typed) - used, "\n");
	digest_of(SECRET_TOKEN, typed, again);
	assert_memory_equal(digest, again, sizeof(digest));
	text_lower(text);
	for (char *at = text; *at; at++)
		if (*at == '-')
			*at = ' ';
	digest_of(SECRET_TOKEN, text, again);
	assert_memory_equal(digest, again, sizeof(digest));
}

static void what_cannot_be_a_token_is_told_from_a_wrong_one(void **state)
{
	char recovery[SECRET_TOKEN_SIZE], token[SECRET_TOKEN_SIZE];

	(void)state;
	secret_token_new(SECRET_TOKEN, token);
	secret_token_new(SECRET_RECOVERY, recovery);
	refused(SECRET_TOKEN, "", "28 letters and digits; these are 0");
	refused(SECRET_TOKEN, recovery, "28 letters and digits; these are 20");
	refused(SECRET_RECOVERY, token, "20 letters and digits; these are 28");
	refused(SECRET_RECOVERY, "BCDF-0", "Character 5 is \"0\"");
	refused(SECRET_RECOVERY, "BCa", "Character 3 is \"A\"");
	refused(SECRET_RECOVERY, "码", "Character 1 is \"码\"");
	refused(SECRET_RECOVERY, "B\xff", "Character 2 is");
	refused(SECRET_TOKEN,
		"22222222222222222222222222222222222222222222222222222222222222222222222222222222"
		"2222222222222222222222222222222222222222222222222222",
		"too long");
}

/* Every one of them: not one in 29 gets through. */
static void one_wrong_letter_and_two_that_are_swapped_are_seen(void **state)
{
	static const char letters[] = "23456789BCDFGHJKLMNPQRSTVWXYZ";

	(void)state;
	for (int kind = SECRET_TOKEN; kind <= SECRET_RECOVERY; kind++) {
		char text[SECRET_TOKEN_SIZE];
		size_t length;

		secret_token_new((enum secret_kind)kind, text);
		length = strlen(text);
		for (size_t i = 0; i < length; i++) {
			const char was = text[i];

			if (was == '-')
				continue;
			for (const char *letter = letters; *letter; letter++) {
				text[i] = *letter;
				if (*letter != was)
					refused((enum secret_kind)kind, text, "typing error");
			}
			text[i] = was;
			for (size_t k = i + 1; k < length; k++) {
				if (text[k] == '-' || text[k] == was)
					continue;
				text[i] = text[k];
				text[k] = was;
				refused((enum secret_kind)kind, text, "typing error");
				text[k] = text[i];
				text[i] = was;
			}
		}
	}
}

static void password(const char *typed, enum status wanted, const char *says)
{
	struct problem problem = { .message = "" };

	assert_int_equal(secret_rule_password(typed, "front-desk-01", &problem), wanted);
	if (!strstr(problem.message, says))
		fail_msg("\"%s\" is not in: %s", says, problem.message);
	/* The word itself is in the sentences. */
	if (*typed && strcmp(typed, "password") != 0)
		assert_null(strstr(problem.message, typed));
}

static void a_password_has_8_to_128_bytes_that_can_be_seen(void **state)
{
	char typed[SECRET_PASSWORD_MAX + 2];

	(void)state;
	password("", STATUS_BAD_VALUE, "too short");
	password("fj38xk2", STATUS_BAD_VALUE, "too short");
	password("fj38xk2q", STATUS_OK, "");
	password("小猫钓", STATUS_BAD_VALUE, "different");
	password("小猫钓鱼", STATUS_OK, "");
	for (size_t i = 0; i <= SECRET_PASSWORD_MAX; i++)
		typed[i] = (char)('b' + i % 7);
	typed[SECRET_PASSWORD_MAX + 1] = '\0';
	password(typed, STATUS_BAD_VALUE, "too long");
	typed[SECRET_PASSWORD_MAX] = '\0';
	password(typed, STATUS_OK, "");
	password("fj38xk2q\xff", STATUS_BAD_TEXT, "cannot be seen");
	password("fj38\txk2q", STATUS_BAD_TEXT, "cannot be seen");
	password("fj38\xe2\x80\x8bxk2q", STATUS_BAD_TEXT, "cannot be seen");
}

static void a_password_that_many_have_is_refused(void **state)
{
	static const char *const many[] = {
		"12345678", "1234567890", "87654321",	  "password",	  "PassWord1",
		"1qaz2wsx", "QWERTYUI",	  "woaini1314",	  "5201314520",	  "a12345678",
		"abcdefgh", "hgfedcba",	  "我爱你我爱你", "一二三四五六", "ｐａｓｓｗｏｒｄ",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(many); i++) {
		struct problem problem;

		assert_true(secret_rule_password(many[i], NULL, &problem) != STATUS_OK);
	}
	password("88888888", STATUS_BAD_VALUE, "different");
	password("12121212", STATUS_BAD_VALUE, "different");
	password("520520520", STATUS_BAD_VALUE, "different");
	password("5201314", STATUS_BAD_VALUE, "too short");
	password("Front-Desk-01", STATUS_BAD_VALUE, "code");
	password("front-desk-02", STATUS_OK, "");
	password("passwords", STATUS_OK, "");
}

static void every_common_password_is_refused_and_none_stands_there_in_vain(void **state)
{
	FILE *file = fopen("data/common-passwords.txt", "re");
	char line[200];
	size_t count = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		password(line, STATUS_BAD_VALUE, "Too many people");
		count++;
	}
	fclose(file);
	assert_true(count > 100);
}

static void a_pin_has_4_to_6_digits_and_no_pattern(void **state)
{
	static const struct {
		const char *pin;
		enum status status;
	} cases[] = {
		{ "", STATUS_BAD_VALUE },
		{ "123", STATUS_BAD_VALUE },
		{ "2580", STATUS_OK },
		{ "258036", STATUS_OK },
		{ "2580369", STATUS_BAD_VALUE },
		{ "25a0", STATUS_BAD_VALUE },
		{ "２５８０", STATUS_BAD_VALUE },
		{ "0000", STATUS_BAD_VALUE },
		{ "777777", STATUS_BAD_VALUE },
		{ "1234", STATUS_BAD_VALUE },
		{ "456789", STATUS_BAD_VALUE },
		{ "7890", STATUS_BAD_VALUE },
		{ "4321", STATUS_BAD_VALUE },
		{ "3210", STATUS_BAD_VALUE },
		{ "1235", STATUS_OK },
		{ "7776", STATUS_OK },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct problem problem = { .message = "" };

		assert_int_equal(secret_rule_pin(cases[i].pin, &problem), cases[i].status);
		assert_int_equal(problem.message[0] == '\0', cases[i].status == STATUS_OK);
	}
}

/* A secret under a mask, so that what it is compared with is no copy of it. */
enum { MASK = 0x5a, NEEDLE_MAX = 64 };

struct needle {
	unsigned char masked[NEEDLE_MAX];
	size_t size;
};

static void mask(struct needle *needle, const char *secret)
{
	needle->size = strlen(secret);
	for (size_t i = 0; i < needle->size; i++)
		needle->masked[i] = (unsigned char)secret[i] ^ MASK;
}

static size_t copies_in(const unsigned char *bytes, size_t size, const struct needle *needle)
{
	const unsigned char *at = bytes, *end = bytes + size;
	size_t copies = 0;

	while ((at = memchr(at, needle->masked[0] ^ MASK, (size_t)(end - at))) != NULL) {
		size_t same = 0;

		while (same < needle->size && at + same < end &&
		       (at[same] ^ MASK) == needle->masked[same])
			same++;
		copies += same == needle->size;
		at++;
	}
	return copies;
}

/* How often it stands in what this process may write: stacks, also where they ended before; heaps,
 * also what was freed; static memory. */
static size_t copies_in_memory(const struct needle *needle)
{
	static unsigned char piece[1 << 16];
	FILE *maps = fopen("/proc/self/maps", "re");
	int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	const unsigned long whole = 1UL << 28; /* more is not memory, but the sanitizers' reserve */
	unsigned long from, to;
	char line[400], may_write;
	size_t copies = 0;

	assert_non_null(maps);
	assert_true(memory >= 0);
	while (fgets(line, sizeof(line), maps)) {
		if (sscanf(line, "%lx-%lx r%c", &from, &to, &may_write) != 3 || may_write != 'w' ||
		    to - from > whole)
			continue;
		for (unsigned long at = from; at < to; at += sizeof(piece) - NEEDLE_MAX) {
			ssize_t got = pread(memory, piece, sizeof(piece), (off_t)at);

			if (got > 0)
				copies += copies_in(piece, (size_t)got, needle);
			memset(piece, 0, sizeof(piece));
		}
	}
	close(memory);
	fclose(maps);
	return copies;
}

/* What is sought is found while it is there: else the test below would say nothing. */
static void a_copy_is_found_where_one_is(void **state)
{
	char *held = malloc(32);
	struct needle needle;

	(void)state;
	assert_non_null(held);
	for (size_t i = 0; i < 31; i++)
		held[i] = (char)('a' + secret_random_below(26));
	held[31] = '\0';
	mask(&needle, held);
	assert_true(copies_in_memory(&needle) > 0);
	secret_wipe(held, 32);
	assert_int_equal(copies_in_memory(&needle), 0);
	free(held);
}

static void nothing_of_a_password_stays(void **state)
{
	struct needle needle;
	struct problem problem;
	char hash[SECRET_HASH_SIZE], typed[32];

	(void)state;
	for (size_t i = 0; i < sizeof(typed) - 1; i++)
		typed[i] = (char)('a' + secret_random_below(26));
	typed[sizeof(typed) - 1] = '\0';
	mask(&needle, typed);
	assert_int_equal(secret_rule_password(typed, "C01", &problem), STATUS_OK);
	hash_of(typed, hash);
	assert_true(is_right(hash, typed));
	assert_false(is_right(NULL, typed));
	secret_wipe(typed, sizeof(typed));
	assert_int_equal(copies_in_memory(&needle), 0);
}

static void nothing_of_a_token_stays(void **state)
{
	char text[SECRET_TOKEN_SIZE], plain[SECRET_TOKEN_SIZE];
	unsigned char digest[SECRET_DIGEST_SIZE];
	struct needle grouped, ungrouped;
	size_t used = 0;

	(void)state;
	secret_token_new(SECRET_TOKEN, text);
	digest_of(SECRET_TOKEN, text, digest);
	for (size_t i = 0; text[i]; i++)
		if (text[i] != '-')
			plain[used++] = text[i];
	/* All but its check, which the digits before it stand without for a moment. */
	plain[used - 1] = '\0';
	mask(&grouped, text);
	mask(&ungrouped, plain);
	secret_wipe(text, sizeof(text));
	secret_wipe(plain, sizeof(plain));
	assert_int_equal(copies_in_memory(&grouped), 0);
	assert_int_equal(copies_in_memory(&ungrouped), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, forget_work)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_hash_of_another_implementation_is_the_same),
		TEST(a_hash_of_ours_is_one_to_another_implementation),
		TEST(a_hash_costs_64_mebibytes_in_3_passes),
		TEST(a_password_is_hashed_with_another_salt_each_time),
		TEST(a_code_that_nobody_has_costs_the_same_work_and_is_no),
		TEST(a_hash_that_is_none_of_ours_costs_the_same_and_is_no),
		TEST(a_hash_of_other_costs_is_made_anew),
		TEST(without_memory_nothing_is_said_about_a_password),
		TEST(a_digest_is_the_blake2b_of_its_standard),
		TEST(equal_is_equal_in_every_byte),
		TEST(a_token_has_28_letters_in_groups_and_a_recovery_code_20),
		TEST(a_token_is_the_same_however_it_is_typed),
		TEST(what_cannot_be_a_token_is_told_from_a_wrong_one),
		TEST(one_wrong_letter_and_two_that_are_swapped_are_seen),
		TEST(a_password_has_8_to_128_bytes_that_can_be_seen),
		TEST(a_password_that_many_have_is_refused),
		TEST(every_common_password_is_refused_and_none_stands_there_in_vain),
		TEST(a_pin_has_4_to_6_digits_and_no_pattern),
		TEST(a_copy_is_found_where_one_is),
		TEST(nothing_of_a_password_stays),
		TEST(nothing_of_a_token_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
