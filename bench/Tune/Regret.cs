using NormGen.Bench.Suite;

namespace NormGen.Bench.Tune;

/// <summary>What the scheduler's own choice at a row is worth.</summary>
/// <param name="Row">The row.</param>
/// <param name="Tried">How many other kernels were timed.</param>
/// <param name="Best">The best of all, in words.</param>
/// <param name="Ratio">The time of the scheduler's choice over that of the best; 1 where they are one.</param>
internal sealed record Regret(Row Row, int Tried, string Best, double Ratio);
