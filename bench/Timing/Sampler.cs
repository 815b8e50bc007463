using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace NormGen.Bench.Timing;

/// <summary>
/// Times contenders turn by turn, so that whatever slows the machine for a while slows all of them. A sample is as many calls as
/// fill <see cref="SampleNanoseconds"/>, after one call that brings this contender's data back into the caches. One that is much
/// slower than others takes part in every second round only, or fourth, and so on.
/// </summary>
/// <param name="budget">The time to spend on the samples of one row, warm-up not counted.</param>
internal sealed class Sampler(TimeSpan budget)
{
    // The clock ticks in nanoseconds but takes about 25 of them to read: a thousandth of a sample.
    private const double SampleNanoseconds = 20_000;

    // The JIT's second and last compilation comes after some thirty calls of the first and a tenth of a second of quiet.
    private const int WarmCalls = 2_000;
    private const double WarmNanoseconds = 0.3e9;
    private const double LongestWarmUp = 1e9;

    private const int FewestSamples = 3;
    private const int FewestRounds = 15;
    private const int MostRounds = 501;

    /// <summary>Times the contenders: nanoseconds of a call, by contender, then by round; NaN where it sat a round out.</summary>
    public double[][] Run(IReadOnlyList<IContender> contenders)
    {
        WarmUp([.. contenders.Where(contender => contender.IsJitted)]);
        var calls = contenders.Select(CallsPerSample).ToArray();
        var costs = contenders.Zip(calls, (contender, count) => contender.Time(count + 1)).ToArray();
        var rounds = Rounds(costs);
        var strides = costs.Select(cost => Stride(cost, costs.Length, rounds)).ToArray();
        var samples = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < contenders.Count; index++)
            {
                samples[index][round] = round % strides[index] == 0 ? Sample(contenders[index], calls[index]) : double.NaN;
            }
        }

        return samples;
    }

    /// <summary>Calls all of them until their code is what it will stay.</summary>
    private static void WarmUp(IReadOnlyList<IContender> contenders)
    {
        var (calls, spent, chunk) = (0, 0d, 1);
        while (spent < LongestWarmUp && (calls < WarmCalls || spent < WarmNanoseconds))
        {
            var took = contenders.Sum(contender => contender.Time(chunk));
            calls += chunk;
            spent += took;
            chunk = took < WarmNanoseconds / 100 ? chunk * 2 : chunk;
        }
    }

    private static int CallsPerSample(IContender contender)
    {
        var (calls, took) = (1, contender.Time(1));
        while (took < SampleNanoseconds)
        {
            calls *= 2;
            took = contender.Time(calls);
        }

        return (int)Math.Ceiling(calls * SampleNanoseconds / took);
    }

    private static double Sample(IContender contender, int calls)
    {
        contender.Time(1);
        return contender.Time(calls) / calls;
    }

    // As many as the quick ones' share of the time allows.
    private int Rounds(double[] costs) =>
        (int)Math.Clamp(budget.TotalNanoseconds / costs.Length / Statistics.Median(costs), FewestRounds, MostRounds);

    // A power of two, so that any two contenders meet whenever the slower one takes part.
    private int Stride(double cost, int contenders, int rounds)
    {
        var affordable = Math.Max(FewestSamples, budget.TotalNanoseconds / contenders / cost);
        var stride = BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(rounds / Math.Min(affordable, rounds)));
        return (int)Math.Min(stride, BitOperations.RoundUpToPowerOf2((uint)(rounds / FewestSamples)) / 2);
    }
}
