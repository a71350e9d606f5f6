import { inDoctype } from './in-doctype.ts';

/** Documents that are unusual and well-formed. */
export const WELL_FORMED: readonly string[] = [
  '<testsuite/>',
  '\ufeff<testsuite/>',
  '<testsuite\n\t/>\r',
  '<testsuite ></testsuite\r\n>\r\n',
  '<?xml version="1.0"?><testsuite/>',
  "<?xml\nversion = '1.1'\tencoding='utf-8' standalone = 'no' ?>\n<testsuite/>",
  '<?xml-stylesheet href="a?b"?><!----><testsuite/><?x ??><!-- - -->',
  '<testsuite><!-- <b> & - ]]> --><?php if ($a > 1) { "?" } ?></testsuite>',
  '<testsuite><![CDATA[ <a> & ]] ]> &#0; -- ]]]]><![CDATA[>]]></testsuite>',
  '<testsuite a="1" A="2" a:a="3" _="4" \u00e9="5" a-._\u00b7="6"/>',
  '<testsuite name="> \' ]]> --"><a>\u4e2d]] > "\'</a><\u{10400}/></testsuite>',
  `<testsuite>&#x1F600;&#9;&#${'0'.repeat(500)}65;&#x${'0'.repeat(500)}41;&lt;&gt;&amp;&quot;&apos;</testsuite>`,
  '<testsuite>]]&gt;\r\n]]\r]</testsuite>',
  '<!DOCTYPE testsuite><testsuite/>',
  '<!DOCTYPE  testsuite\nSYSTEM "a>b" ><testsuite/>',
  `<!DOCTYPE testsuite PUBLIC "-//x//EN" 'a"b'\t[\n]\n><testsuite/>`,
  inDoctype(
    '<!ELEMENT testsuite ANY><!ELEMENT a EMPTY ><!ELEMENT b (#PCDATA)><!ELEMENT c ( #PCDATA | a|b )*><!ELEMENT d (#PCDATA)*>',
  ),
  inDoctype('<!ELEMENT a (b)><!ELEMENT a ( b? , ( c | d+ )* , e )+ ><!ELEMENT a ((b))>'),
  inDoctype(
    `<!ATTLIST a><!ATTLIST a b CDATA #IMPLIED c (x|1|-y) "x" d NOTATION ( n | m ) #REQUIRED e NMTOKENS #FIXED 'a "&lt;&#65;"' >`,
  ),
  inDoctype('<!NOTATION n SYSTEM "x"><!NOTATION n PUBLIC "y" ><!NOTATION n PUBLIC "y" \'z\'>'),
  `<?${'n'.repeat(2000)} x?><testsuite/>`,
  inDoctype(`<?${'n'.repeat(2000)}?>`),
  inDoctype("%p; <!-- don't <!ENTITY > ]> --><?x don't ]> <!ENTITY?>"),
];
