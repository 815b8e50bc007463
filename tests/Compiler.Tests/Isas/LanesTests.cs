extern alias runtime;

using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using Xunit;
using Lanes = runtime::NormGen.Runtime.Lanes;

namespace NormGen.Compiler.Tests.Isas;

/// <summary>The helpers that generated code calls, against plain loops, for every width and every count.</summary>
public sealed class LanesTests
{
    private const int MostCounted = 20;
    private const float Canary = -77;

    public static TheoryData<string> Widths => [.. Width.All.Select(width => width.ToString())];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Load_takes_so_many_and_fills_the_rest(string name)
    {
        var width = Named(name);
        var source = Numbers(64, 1);
        var fill = Numbers(width.FloatLanes, 1000);
        Each((count, at) =>
        {
            var expected = Enumerable.Range(0, width.FloatLanes).Select(lane => lane < count ? source[at + lane] : fill[lane]);
            RunsOrThrows(width, () => Assert.Equal(expected, width.Load(source, at, count, fill)));
        });
    }

    /// <summary>Fill keeps its bits, NaN's payload too: what is not loaded is not computed with.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Load_of_none_is_the_fill(string name)
    {
        var width = Named(name);
        var fill = Enumerable.Range(0, width.FloatLanes).Select(lane => BitConverter.Int32BitsToSingle(0x7FC00000 + lane)).ToArray();
        RunsOrThrows(width, () => Assert.Equal(
            fill.Select(BitConverter.SingleToInt32Bits), width.Load(new float[1], 0, 0, fill).Select(BitConverter.SingleToInt32Bits)));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Store_writes_so_many_and_nothing_else(string name)
    {
        var width = Named(name);
        var value = Numbers(width.FloatLanes, 1);
        Each((count, at) =>
        {
            float[] target = [.. Enumerable.Repeat(Canary, 64)];
            float[] expected = [.. target];
            value.AsSpan(0, Math.Min(count, width.FloatLanes)).CopyTo(expected.AsSpan(at));
            RunsOrThrows(width, () =>
            {
                width.Store(value, target, at, count);
                Assert.Equal(expected, target);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void First_takes_so_many_lanes_from_one_and_the_rest_from_the_other(string name)
    {
        var width = Named(name);
        var (first, rest) = (WideNumbers(width.FloatLanes / 2, 1), WideNumbers(width.FloatLanes / 2, 1000));
        for (var count = 0; count <= MostCounted; count++)
        {
            Assert.Equal([.. first.Take(count), .. rest.Skip(count)], width.First(count, first, rest));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Fold_adds_halves(string name)
    {
        var width = Named(name);
        var random = new Random(1);
        for (var trial = 0; trial < 100; trial++)
        {
            double[] lanes = [.. Enumerable.Range(0, width.FloatLanes / 2).Select(_ => Math.ScaleB(random.Normal(), random.Next(-30, 30)))];
            Assert.True(Bits.Same(ByHand(lanes), width.Fold(lanes)));
        }

        double[] zeros = [.. Enumerable.Repeat(-0.0, width.FloatLanes / 2)];
        Assert.True(Bits.Same(-0.0, width.Fold(zeros)));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Rows_are_folded_as_if_one_by_one(string name)
    {
        var width = Named(name);
        if (!width.HasPartialAccess)
        {
            return;
        }

        var random = new Random(2);
        for (var trial = 0; trial < 100; trial++)
        {
            var at = random.Next(20);
            double[] rows = [.. Enumerable.Range(0, at + (width.FloatLanes / 2 * 16)).Select(_ => Math.ScaleB(random.Normal(), random.Next(-30, 30)))];
            var expected = rows[at..].Chunk(16).Select(ByHand);
            Assert.True(expected.Zip(width.FoldRows(rows, at), Bits.Same).All(same => same));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void All_asks_every_lane(string name)
    {
        var width = Named(name);
        for (var set = 0; set < 1 << (width.FloatLanes / 2); set++)
        {
            double[] mask = [.. Enumerable.Range(0, width.FloatLanes / 2).Select(lane => Bits.DoubleMask((set >> lane & 1) == 1))];
            Assert.Equal(mask.All(double.IsNaN), width.AllSet(mask));
        }

        for (var set = 0; set < 1 << width.FloatLanes; set++)
        {
            float[] mask = [.. Enumerable.Range(0, width.FloatLanes).Select(lane => BitConverter.Int32BitsToSingle(-(set >> lane & 1)))];
            Assert.Equal(mask.All(float.IsNaN), width.AllSet(mask));
        }
    }

    [Fact]
    public void Beyond_never_falls_below_zero()
    {
        for (nuint count = 0; count <= MostCounted; count++)
        {
            for (nuint lanes = 0; lanes <= MostCounted; lanes++)
            {
                Assert.Equal((nuint)Math.Max(0, (int)count - (int)lanes), Lanes.Beyond(count, lanes));
            }
        }

        Assert.Equal(nuint.MaxValue - 16, Lanes.Beyond(nuint.MaxValue, 16));
    }

    private static Width Named(string name) => Width.All.Single(width => width.ToString() == name);

    private static void Each(Action<int, int> test)
    {
        for (var count = 0; count <= MostCounted; count++)
        {
            for (var at = 0; at < 4; at++)
            {
                test(count, at);
            }
        }
    }

    /// <summary>Where a machine lacks the instruction there is no other code for it: dispatch never comes there.</summary>
    private static void RunsOrThrows(Width width, Action test)
    {
        if (width.HasPartialAccess)
        {
            test();
        }
        else
        {
            Assert.Throws<PlatformNotSupportedException>(test);
        }
    }

    private static double ByHand(double[] lanes) => lanes.Length switch
    {
        2 => lanes[0] + lanes[1],
        4 => (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]),
        8 => ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7])),
        _ => ByHand([.. lanes[..8].Zip(lanes[8..], (low, high) => low + high)]),
    };

    private static float[] Numbers(int count, float start) => [.. Enumerable.Range(0, count).Select(i => start + i)];

    private static double[] WideNumbers(int count, double start) => [.. Enumerable.Range(0, count).Select(i => start + i)];
}
