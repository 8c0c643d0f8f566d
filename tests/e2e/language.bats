#!/usr/bin/env bats
# English and Chinese: which one is spoken, that Chinese is whole where people read, and that no language reaches what programs read.

load lib

setup_file() {
	load lib
	make_clinic "$BATS_FILE_TMPDIR"
}

setup() {
	copy_clinic
	export HOME=$BATS_TEST_TMPDIR
	unset LC_ALL LC_MESSAGES LANG LANGUAGE
}

refusal() { run --separate-stderr "$FRONTDESK" xyzzy; }

speaks_chinese() {
	refusal
	is "$status" 2
	is "$output" ""
	is "$stderr" 'frontdesk: 没有命令“xyzzy”。“frontdesk help”显示全部命令。'
}

speaks_english() {
	refusal
	is "$status" 2
	is "$output" ""
	is "$stderr" 'frontdesk: There is no command "xyzzy". "frontdesk help" lists all commands.'
}

# Prints the lines of the help that are sentences: those deeper than the names they explain.
sentences() { grep '^        [^ ]' | grep -v '^        (' || true; }

@test "LANGUAGE=zh_CN gives Chinese, also where the locale is C.UTF-8" {
	LANG=C.UTF-8 LANGUAGE=zh_CN speaks_chinese
	LC_ALL=C.UTF-8 LANGUAGE=zh_CN speaks_chinese
	LC_ALL=C.UTF-8 LANGUAGE=zh_CN:en speaks_chinese
}

@test "LANG=zh_CN.UTF-8 without that locale installed still gives Chinese" {
	export LOCPATH=$BATS_TEST_TMPDIR/no-locales
	mkdir "$LOCPATH"
	LANG=zh_CN.UTF-8 speaks_chinese
	LANG=zh_CN speaks_chinese
	LC_MESSAGES=zh_CN.UTF-8 LANG=en_US.UTF-8 speaks_chinese
	LC_ALL=zh_CN.UTF-8 LANG=en_US.UTF-8 speaks_chinese
}

@test "a Chinese locale of another encoding is spoken to in UTF-8" {
	export LOCPATH=$BATS_TEST_TMPDIR/no-locales
	mkdir "$LOCPATH"
	LANG=zh_CN.GB18030 speaks_chinese
}

@test "LC_ALL comes before LC_MESSAGES and LANG, and LANGUAGE before all three" {
	LC_ALL=en_US.UTF-8 LC_MESSAGES=zh_CN.UTF-8 LANG=zh_CN.UTF-8 speaks_english
	LANG=zh_CN.UTF-8 LANGUAGE=en speaks_english
}

@test "without a language, in an unknown locale, and in C, English is spoken" {
	speaks_english
	LANG=xx_YY.UTF-8 speaks_english
	LANG=de_DE.UTF-8 speaks_english
	LANG=C LANGUAGE=zh_CN speaks_english
	LC_ALL=POSIX LANGUAGE=zh_CN speaks_english
}

@test "an unknown first language gives way to the second" {
	LANG=C.UTF-8 LANGUAGE=xx:zh_CN speaks_chinese
}

@test "LANGUAGE alone is enough, and a language without its country" {
	LANGUAGE=zh speaks_chinese
	LANGUAGE=zh_CN speaks_chinese
	LANG=zh speaks_chinese
	LANG=C.UTF-8 LANGUAGE=zh speaks_chinese
}

@test "English is a language of the list: what stands behind it is not asked for" {
	LANG=zh_CN.UTF-8 LANGUAGE=en_GB:zh_CN speaks_english
}

@test "the program has its languages in itself: it speaks them wherever it lies" {
	mkdir elsewhere
	cp "$BATS_TEST_DIRNAME/../../build/frontdesk" elsewhere/desk
	FRONTDESK=$PWD/elsewhere/desk
	LANG=C.UTF-8 LANGUAGE=zh_CN speaks_chinese
}

# A language with three forms, that this program does not speak, through the tool that compiles catalogues.
@test "a number takes the form that the rule in the catalogue's header says" {
	cat >pl.po <<-'END'
		msgid ""
		msgstr ""
		"Content-Type: text/plain; charset=UTF-8\n"
		"Plural-Forms: nplurals=3; plural=n==1 ? 0 : "
		"n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;\n"

		msgid "day"
		msgid_plural "days"
		msgstr[0] "dzień"
		msgstr[1] "dni"
		msgstr[2] "dniów"

		msgid "month"
		msgstr "miesiąc"
	END
	cat >say.c <<-'END'
		#include <stdio.h>
		#include "base/catalogue.h"
		int main(void)
		{
			const struct catalogue *pl = catalogue_find("pl");
			static const unsigned long numbers[] = { 0, 1, 2, 5, 12, 22, 101 };
			for (int i = 0; i < 7; i++)
				printf("%lu %s, ", numbers[i], catalogue_count(pl, "day", numbers[i]));
			return puts(catalogue_text(pl, "month")) < 0;
		}
	END
	root=$BATS_TEST_DIRNAME/../..
	sh "$root/data/make/catalogues.sh" pl.po >catalogues.h
	gcc -std=c11 -I. -I"$root/src" -o say say.c "$root/src/base/catalogue.c"
	run ./say
	is "$output" "0 dniów, 1 dzień, 2 dni, 5 dniów, 12 dniów, 22 dni, 101 dniów, miesiąc"
}

@test "the setting clinic.language comes before the environment, both ways" {
	printf '[clinic]\nlanguage = zh\n' >zh.ini
	printf '[clinic]\nlanguage = en\n' >en.ini
	printf '[clinic]\nlanguage =\n' >environment.ini
	run --separate-stderr env LANG=C.UTF-8 LANGUAGE=en "$FRONTDESK" -c zh.ini booking 261121000011
	is "$stderr" 'frontdesk: “261121000011”不是挂号单号：应为十二位数字，末位是校验码。请重新读取。'
	run --separate-stderr env LANG=zh_CN.UTF-8 "$FRONTDESK" -c en.ini booking 261121000011
	[[ $stderr == 'frontdesk: "261121000011" is not a booking number'* ]]
	run --separate-stderr env LANG=zh_CN.UTF-8 "$FRONTDESK" -c environment.ini booking 261121000011
	[[ $stderr == *'不是挂号单号'* ]]
}

@test "a language that there is not is refused, with those there are" {
	printf '[clinic]\nlanguage = de\n' >de.ini
	run --separate-stderr env LANG=C.UTF-8 LANGUAGE=zh_CN "$FRONTDESK" -c de.ini sessions
	is "$status" 3
	[[ $stderr == *'language'*'“de”'*'zh'* ]]
}

@test "every sentence of the help is Chinese, and no line is wider than 80 columns" {
	export LANG=C.UTF-8 LANGUAGE=zh_CN
	commands=$(commands)
	[ "$(wc -l <<<"$commands")" -ge 45 ]
	while read -r -a command; do
		"$FRONTDESK" help "${command[@]}"
	done <<<"$commands" >help.txt
	"$FRONTDESK" help >>help.txt
	[ "$(sentences <help.txt | wc -l)" -gt 60 ]
	run grep -vP '[\x{4e00}-\x{9fff}]' <(sentences <help.txt)
	is "$output" ""
	/usr/bin/python3 -c '
import sys, unicodedata
for line in open("help.txt", encoding="utf-8"):
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
    assert width <= 80, "%d columns: %s" % (width, line)
    assert line == "\n" or line[-2] != " ", "ends with a blank: " + line'
}

@test "a table's headings and words are Chinese" {
	export LANG=C.UTF-8 LANGUAGE=zh_CN
	run --separate-stderr at "2026-11-21 07:00" sessions --date 2026-11-21 --doctor 1001
	is "$status" 0
	for word in 日期 午别 科室 医生 诊室 窗口余号 线上余号 挂号费 状态 上午 下午; do
		[[ $output == *"$word"* ]]
	done
}

@test "refusals in Chinese keep the figures of the rule" {
	export LANG=C.UTF-8 LANGUAGE=zh_CN
	first=$(person 1)
	second=$(person 2)
	booked "2026-11-21 07:00" "$first" 1002 2026-11-21 am >/dev/null
	booked "2026-11-21 07:00" "$second" 1002 2026-11-21 am >/dev/null
	third=$(person 3)
	refused_at "2026-11-21 07:00" 1 quota_full book --doctor 1002 --date 2026-11-21 --period am --patient "$third"
	is "$(json 'v["error"]["message"]')" '窗口号已挂满：2 个号已挂 2 个。如医生同意，窗口还可加 3 个号。'
	refused_at "2026-11-21 07:00" 1 duplicate_person book --doctor 1001 --date 2026-11-21 --period pm --patient "$first"
	[[ $(json 'v["error"]["message"]') == *'每人每科每天限 1 个'* ]]
}

@test "codes, names and keys of JSON are the same in every language" {
	patient=$(person 1)
	booking=$(booked "2026-11-21 07:00" "$patient" 1001 2026-11-21 am --pay cash)
	for language in en zh_CN; do
		LANG=C.UTF-8 LANGUAGE=$language at "2026-11-21 07:10" --json booking "$booking" >"$language.json"
		LANG=C.UTF-8 LANGUAGE=$language at "2026-11-21 07:10" --json sessions >>"$language.json"
	done
	grep -q '"state": *"booked"' zh_CN.json
	grep -q '"channel": *"counter"' zh_CN.json
	# What a history says in words may differ.
	diff <(grep -v '"words"' en.json) <(grep -v '"words"' zh_CN.json)
}

@test "an acknowledgement is of one language throughout, and tells the same in each" {
	cat >orders.csv <<-END
		订单号,操作,医生编码,日期,时段,姓名,身份证号,手机,实付金额,微信支付单号,下单时间
		WX1,预约,1001,2026-11-22,上午,张三,$(id_number 110101 19900101 901),13812340901,50,4200000001,2026-11-20 20:00:00
		WX2,预约,9999,2026-11-22,上午,李四,$(id_number 110101 19900101 902),13812340902,50,4200000002,2026-11-20 20:01:00
	END
	for language in en zh_CN; do
		cp "$BATS_FILE_TMPDIR/clinic.db" "$language.db"
		LANG=C.UTF-8 LANGUAGE=$language at "2026-11-20 21:00" -d "$language.db" --as wu import orders.csv --ack "$language.csv" >/dev/null
	done
	/usr/bin/python3 - <<-'END'
		import csv
		english, chinese = (list(csv.reader(open(name + ".csv", encoding="utf-8-sig", newline=""))) for name in ("en", "zh_CN"))
		assert english[0] == ["order_no", "result", "code", "booking", "number", "message"], english
		assert chinese[0] == ["订单号", "结果", "原因", "挂号单号", "号", "说明"], chinese
		assert [row[1:3] for row in english[1:]] == [["accepted", ""], ["refused", "unknown_doctor"]], english
		assert [row[1:3] for row in chinese[1:]] == [["已预约", ""], ["订单被拒", "无此医生"]], chinese
		assert chinese[2][5] == "没有编码为 9999 的医生。", chinese
		assert [[row[0]] + row[3:5] for row in english[1:]] == [[row[0]] + row[3:5] for row in chinese[1:]]
	END
}

@test "the workbook is Chinese: names of sheets, headings, and the same figures as in English" {
	booked "2026-11-21 07:00" "$(person 1)" 1001 2026-11-21 am --pay cash >/dev/null
	cancelled=$(booked "2026-11-21 07:01" "$(person 2)" 1001 2026-11-22 am --pay wechat)
	at "2026-11-21 07:02" --as chen cancel "$cancelled" >/dev/null
	seen=$(booked "2026-11-21 07:03" "$(person 3)" 1002 2026-11-21 am --pay alipay)
	at "2026-11-21 07:45" --as lin checkin "$seen" >/dev/null
	at "2026-11-21 08:10" --as lin call --doctor 1002 >/dev/null
	at "2026-11-21 08:20" --as lin finish "$seen" >/dev/null
	at "2026-11-21 21:00" --as wu close-day --pass >/dev/null
	for language in en zh_CN; do
		LANG=C.UTF-8 LANGUAGE=$language at "2026-11-21 21:10" report daily -o "$language.xlsx" >/dev/null
	done
	run /usr/bin/python3 "$BATS_TEST_DIRNAME/language.py" sheets zh_CN.xlsx
	for sheet in 汇总 科室 挂号 就诊 退费 爽约 候诊 收支 流水; do
		grep -qx "$sheet" <<<"$output"
	done
	/usr/bin/python3 "$BATS_TEST_DIRNAME/language.py" latin zh_CN.xlsx
	/usr/bin/python3 "$BATS_TEST_DIRNAME/language.py" figures en.xlsx zh_CN.xlsx
}

@test "Chinese headings fit their columns, and no character's width depends on the terminal" {
	/usr/bin/python3 "$BATS_TEST_DIRNAME/language.py" widths "$BATS_TEST_DIRNAME/../.."
}

@test "the demonstration's day is told in Chinese" {
	export LANG=C.UTF-8 LANGUAGE=zh_CN
	run --separate-stderr at "2026-11-21 12:00" -d demo.db demo --batch
	is "$status" 0
	is "$stderr" ""
	for word in 已日结 列入黑名单 停诊 过号 不算爽约 当日报表 '不合格 0 项'; do
		[[ $output == *"$word"* ]]
	done
	# Names of people and files, codes and figures may be in Latin letters; no line is in Latin letters alone, but for the workbook's place.
	run grep -vP '[\x{4e00}-\x{9fff}]|\.xlsx$|^\s*$' <<<"$output"
	is "$output" ""
}
