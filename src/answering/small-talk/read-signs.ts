import type { Intent } from './forms/form-list.ts';

/** What signs say that stand alone; the first that occurs decides. */
const SIGNS: [signs: RegExp, intent: Intent][] = [
  [/👎/u, 'complaint'],
  [/👋|🖖/u, 'greeting'],
  [/🙏|❤|💐|🌹|💙|💚|🫶/u, 'thanks'],
  [/👍|👌|✅|✔|🆗|👏|💪|🙂|😊|😀|😃|😄|😁|🤝|🔥|🎉|💯|🤩|😍|^[:;=]-?\)+$/u, 'acknowledgement'],
];

/** What a message without a word in it says: a thumb agrees, a lone question mark says nothing that can be understood. */
export function intentOfSigns(message: string): Intent {
  return SIGNS.find(([signs]) => signs.test(message.trim()))?.[1] ?? 'nothing';
}
