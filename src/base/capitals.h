#ifndef BASE_CAPITALS_H
#define BASE_CAPITALS_H
/*
 * An amount in capitals, 人民币大写, as whoever signs for money reads it: 16001.50 yuan is
 * 壹万陆仟零壹元伍角. The rules are those of the People's Bank of China for filling in bills,
 * 正确填写票据和结算凭证的基本规定 (appendix 1 of 支付结算办法, 银发〔1997〕393号), points 1 to 3:
 *
 *   - the figures are 零壹贰叁肆伍陆柒捌玖, the units 拾佰仟万亿 and 元角分; ten is 壹拾;
 *   - an amount that ends in 元 is closed by 整; after 角 it may be left out, and is here; never
 *     after 分;
 *   - zeros between figures, one or several, are one 零; so is a 角 of zero before 分;
 *   - where only the figure before 万 or 元 is zero, and 仟 or 角 follows, 零 may be left out, and
 *     is here.
 *
 * Nothing is 零元整. An amount below zero has 负 in front; from 10^12 yuan on, 亿 counts what
 * stands before it as a number of its own: 壹万亿.
 */
#include <stdint.h>

enum { CAPITALS_SIZE = 160 };

/* Writes an amount of fen, any at all; returns `out`. */
char *capitals_format(int64_t fen, char out[CAPITALS_SIZE]);

#endif
