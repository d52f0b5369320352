/** A stretch of time in milliseconds in the two largest units that matter to a handler: `2 giờ 5 phút`. */
export function stretch(ms: number, english: boolean): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes === 0) return english ? 'under 1 min' : 'dưới 1 phút';
  const parts: [amount: number, unit: string][] = [
    [Math.floor(minutes / 1440), english ? 'd' : 'ngày'],
    [Math.floor((minutes % 1440) / 60), english ? 'h' : 'giờ'],
    [minutes % 60, english ? 'min' : 'phút'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
