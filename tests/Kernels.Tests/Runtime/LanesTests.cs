using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NormGen.Runtime;
using Xunit;

namespace NormGen.Kernels.Tests.Runtime;

/// <summary>Part-full registers, and counts past what a register or a number of one of its lanes holds.</summary>
public class LanesTests
{
    private const float Fill = -1;

    private static readonly float[] Source = [.. Enumerable.Range(0, 17).Select(index => (float)index)];

    public static TheoryData<ulong> Counts =>
    [
        .. Enumerable.Range(0, 20).Select(count => (ulong)count),
        int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, (1UL << 32) + 1, long.MaxValue, 1UL << 63, ulong.MaxValue,
    ];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Loads_and_stores_take_the_first(ulong count)
    {
        var (loaded, stored) = (new float[16], new float[18]);
        var four = Lanes.Load(ref Source[0], 1, (nuint)count, Vector128.Create(Fill));
        four.StoreUnsafe(ref loaded[0]);
        Lanes.Store(four, ref stored[0], 1, (nuint)count);
        RequireFirst(4, count, loaded, stored);
        if (Avx2.IsSupported)
        {
            var eight = Lanes.Load(ref Source[0], 1, (nuint)count, Vector256.Create(Fill));
            eight.StoreUnsafe(ref loaded[0]);
            Lanes.Store(eight, ref stored[0], 1, (nuint)count);
            RequireFirst(8, count, loaded, stored);
        }

        if (Avx512F.IsSupported)
        {
            var sixteen = Lanes.Load(ref Source[0], 1, (nuint)count, Vector512.Create(Fill));
            sixteen.StoreUnsafe(ref loaded[0]);
            Lanes.Store(sixteen, ref stored[0], 1, (nuint)count);
            RequireFirst(16, count, loaded, stored);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void First_takes_the_first(ulong count)
    {
        var (two, four, eight) = (new double[2], new double[4], new double[8]);
        Lanes.First((nuint)count, Vector128.Create(1.0), Vector128.Create(2.0)).StoreUnsafe(ref two[0]);
        Lanes.First((nuint)count, Vector256.Create(1.0), Vector256.Create(2.0)).StoreUnsafe(ref four[0]);
        Lanes.First((nuint)count, Vector512.Create(1.0), Vector512.Create(2.0)).StoreUnsafe(ref eight[0]);
        foreach (var lanes in new[] { two, four, eight })
        {
            Assert.Equal(Enumerable.Range(0, lanes.Length).Select(lane => (ulong)lane < count ? 1.0 : 2.0), lanes);
        }
    }

    [Fact]
    public void What_is_beyond_is_never_negative()
    {
        Assert.Equal((nuint)0, Lanes.Beyond(3, 4));
        Assert.Equal((nuint)0, Lanes.Beyond(4, 4));
        Assert.Equal((nuint)1, Lanes.Beyond(5, 4));
    }

    private static void RequireFirst(int lanes, ulong count, float[] loaded, float[] stored)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            var isFirst = (ulong)lane < count;
            Assert.Equal(isFirst ? lane + 1 : Fill, loaded[lane]);
            Assert.Equal(isFirst ? lane + 1 : 0, stored[lane + 1]);
        }

        Assert.Equal(0, stored[0]);
        Assert.Equal(0, stored[lanes + 1]);
    }
}
