// Written by benchmarks/src/tokens/fit.ts from o200k's vocabulary and two word lists; see docs/decisions/token-counting.md.

/** Words are hashed modulo this. */
export const modulus = 8009;

/** Hashes of 440 words that are one token, as gaps: `~` is 85 more, any other character 35 less than its code. */
export const listedWords: string =
  "/?,S<*39@8'&<)9.1<(D(&2+`$%,$*+<A/Qo2-(263)&$.$,3.9A)X8&P3IA;<X6(&>E(%'*+$%$$;,7Q.)*8%dN3(%+:.K,-Q(,'-'%`0&%I0.E(.6.$Q%17,7:751*~(0;6',):/1.4-H6<12:C*3M2&:93T4*2e,%)<;B4$7*.L.0;,+)&9&('+M/+.)0/0*.%0%;G3$-.;B1%*&/()B3L%(l$G:.8&3)7:TA%5,E<>'O/+>VA$3P&'*]S6_,Q,?%&I8$;A%'T@M2%'<YbG,%-=R-;&3@/JAR.t$/?Y%*)/7+&@;(E/,-<90)13(6'/(3$/)%)''C2$,($65BJ)1(+9Qc1&'%>&,O$8;2,$8>3B+7533,E$)$(fBQ&%20_$4$/%8)'6.CC$(%,TIEE./%''(%n;*B9P%D0,23+/L&&?4--(1,:T~:(a";

/** The class of each letter; first that of the end of a word, which is 0. */
export const letterClasses: string = '055537524822114616153265622';

/** How many classes there are. */
export const classCount = 9;

/** Tenths of a token for each pair of classes. */
export const pairWeights: string =
  '304020211037385424069558835055645521074054545246156433534516534036433345645315064';
