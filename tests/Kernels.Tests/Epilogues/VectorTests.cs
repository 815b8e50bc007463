using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using NormGen.Kernels.Tests.Harness;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Epilogues;

/// <summary>Every member of a vector gives, lane by lane, what the single float gives; and that what the framework's functions give.</summary>
public class VectorTests
{
    // As many as the widest vector and the framework's own numbers need; all with all in members of two.
    private static readonly float[] Numbers =
    [
        0, -0f, 1, -1, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 3, -0.1f, 1.0000001f, 8388607.5f, -8388608, 16777217, float.Epsilon, -float.Epsilon,
        1.1754942e-38f, 1.17549435e-38f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        .. Enumerable.Range(0, 16).Select(seed => (float)(new Random(seed).NextDouble() * Math.Pow(10, seed - 8)) * (seed % 2 == 0 ? 1 : -1)),
    ];

    private interface IMember
    {
        static abstract T Of<T>(T x, T y, T z)
            where T : struct, IVector<T>;

        static abstract float Expected(float x, float y, float z);
    }

    [Fact]
    public void Sum() => Check<Members.Sum>();

    [Fact]
    public void Difference() => Check<Members.Difference>();

    [Fact]
    public void Opposite() => Check<Members.Opposite>();

    [Fact]
    public void Product() => Check<Members.Product>();

    [Fact]
    public void Quotient() => Check<Members.Quotient>();

    [Fact]
    public void Number() => Check<Members.Number>();

    [Fact]
    public void Comparisons() => Check<Members.Comparisons>();

    [Fact]
    public void Conditions() => Check<Members.Conditions>();

    [Fact]
    public void Not_a_number() => Check<Members.NotANumber>();

    [Fact]
    public void Smaller() => Check<Members.Smaller>();

    [Fact]
    public void Larger() => Check<Members.Larger>();

    [Fact]
    public void Magnitude() => Check<Members.Magnitude>();

    [Fact]
    public void Sign() => Check<Members.Sign>();

    [Fact]
    public void Root() => Check<Members.Root>();

    [Fact]
    public void Fused() => Check<Members.Fused>();

    [Fact]
    public void Floor() => Check<Members.Floor>();

    [Fact]
    public void Ceiling() => Check<Members.Ceiling>();

    [Fact]
    public void Round() => Check<Members.Round>();

    [Fact]
    public void Exponential() => Check<Members.Exponential>();

    [Fact]
    public void Tangent() => Check<Members.Tangent>();

    [Fact]
    public void Logistic() => Check<Members.Logistic>();

    [Fact]
    public void Error() => Check<Members.Error>();

    /// <summary>Within 2 units in the last place of the framework's functions in double, over the range that is not saturated.</summary>
    [Fact]
    public void Functions_are_precise()
    {
        for (var x = -20f; x < 20; x += 0.00137f)
        {
            var scalar = new FloatScalar(x);
            RequirePrecise(Math.Exp(x), FloatScalar.Exp(scalar).Value, x);
            RequirePrecise(Math.Tanh(x), FloatScalar.Tanh(scalar).Value, x);
            RequirePrecise(1 / (1 + Math.Exp(-x)), FloatScalar.Sigmoid(scalar).Value, x);
            RequirePrecise(ErrorFunctionReference.Value(x), FloatScalar.Erf(scalar).Value, x);
        }
    }

    private static void RequirePrecise(double expected, float actual, float x)
    {
        var unit = MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected);
        Assert.True(Math.Abs(actual - expected) <= 2 * unit, $"{x:R}: {actual:R}, expected {expected:R}");
    }

    [Fact]
    public void Register_is_what_was_wrapped()
    {
        var register = Vector512.Create(Numbers);
        Assert.Equal(register.ToString(), new FloatVector512(register).Register.ToString());
        Assert.Equal(register.GetLower().ToString(), new FloatVector256(register.GetLower()).Register.ToString());
        Assert.Equal(register.GetLower().GetLower().ToString(), new FloatVector128(register.GetLower().GetLower()).Register.ToString());
        Assert.Equal(2.5f, new FloatScalar(2.5f).Value);
    }

    private static void Check<TMember>()
        where TMember : IMember
    {
        var (x, y, z) = Operands();
        for (var at = 0; at < x.Length; at += 16)
        {
            var (x16, y16, z16) = (Vector512.Create(x, at), Vector512.Create(y, at), Vector512.Create(z, at));
            var wide = TMember.Of(new FloatVector512(x16), new FloatVector512(y16), new FloatVector512(z16)).Register;
            for (var lane = 0; lane < 16; lane++)
            {
                var (a, b, c) = (x[at + lane], y[at + lane], z[at + lane]);
                var half = TMember.Of(
                    new FloatVector256(Vector256.Create(x, at + (lane & 8))),
                    new FloatVector256(Vector256.Create(y, at + (lane & 8))),
                    new FloatVector256(Vector256.Create(z, at + (lane & 8)))).Register;
                var quarter = TMember.Of(
                    new FloatVector128(Vector128.Create(x, at + (lane & 12))),
                    new FloatVector128(Vector128.Create(y, at + (lane & 12))),
                    new FloatVector128(Vector128.Create(z, at + (lane & 12)))).Register;
                var scalar = TMember.Of(new FloatScalar(a), new FloatScalar(b), new FloatScalar(c)).Value;
                float[] results = [scalar, wide[lane], half[lane & 7], quarter[lane & 3]];
                var expected = TMember.Expected(a, b, c);
                Assert.All(results, result => Assert.True(Bits.Of(expected) == Bits.Of(result), $"{a:R}, {b:R}, {c:R}: {result:R}, not {expected:R}"));
            }
        }
    }

    /// <summary>Every number with every number, and a third from elsewhere.</summary>
    private static (float[] X, float[] Y, float[] Z) Operands()
    {
        var (x, y, z) = (new List<float>(), new List<float>(), new List<float>());
        foreach (var first in Numbers)
        {
            foreach (var second in Numbers)
            {
                x.Add(first);
                y.Add(second);
                z.Add(Numbers[x.Count * 7 % Numbers.Length]);
            }
        }

        Assert.Equal(0, x.Count % 16);
        return ([.. x], [.. y], [.. z]);
    }

    private static class Members
    {
        public readonly struct Sum : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => x + y;

            public static float Expected(float x, float y, float z) => x + y;
        }

        public readonly struct Difference : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => x - y;

            public static float Expected(float x, float y, float z) => x - y;
        }

        public readonly struct Opposite : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => -x;

            public static float Expected(float x, float y, float z) => -x;
        }

        public readonly struct Product : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => x * y;

            public static float Expected(float x, float y, float z) => x * y;
        }

        public readonly struct Quotient : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => x / y;

            public static float Expected(float x, float y, float z) => x / y;
        }

        public readonly struct Number : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => 0.1f;

            public static float Expected(float x, float y, float z) => 0.1f;
        }

        public readonly struct Comparisons : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> =>
                T.Select(x < y, 1f, 0f) + T.Select(x <= y, 2f, 0f) + T.Select(x > y, 4f, 0f) + T.Select(x >= y, 8f, 0f);

            public static float Expected(float x, float y, float z) =>
                (x < y ? 1 : 0) + (x <= y ? 2 : 0) + (x > y ? 4 : 0) + (x >= y ? 8 : 0);
        }

        public readonly struct Conditions : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> =>
                T.Select((x < y) & (y < z), x, y) + T.Select((x < y) | (y < z), 1f, 0f) + T.Select(!(x < y), 2f, 0f);

            public static float Expected(float x, float y, float z) =>
                (x < y && y < z ? x : y) + (x < y || y < z ? 1 : 0) + (!(x < y) ? 2 : 0);
        }

        public readonly struct NotANumber : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Select(T.IsNaN(x), 1f, z);

            public static float Expected(float x, float y, float z) => float.IsNaN(x) ? 1 : z;
        }

        public readonly struct Smaller : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Min(x, y);

            public static float Expected(float x, float y, float z) => MathF.Min(x, y);
        }

        public readonly struct Larger : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Max(x, y);

            public static float Expected(float x, float y, float z) => MathF.Max(x, y);
        }

        public readonly struct Magnitude : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Abs(x);

            public static float Expected(float x, float y, float z) => MathF.Abs(x);
        }

        public readonly struct Sign : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.CopySign(x, y);

            public static float Expected(float x, float y, float z) => MathF.CopySign(x, y);
        }

        public readonly struct Root : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Sqrt(x);

            public static float Expected(float x, float y, float z) => MathF.Sqrt(x);
        }

        public readonly struct Fused : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.FusedMultiplyAdd(x, y, z);

            public static float Expected(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);
        }

        public readonly struct Exponential : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Exp(x);

            public static float Expected(float x, float y, float z) => FloatScalar.Exp(new FloatScalar(x)).Value;
        }

        public readonly struct Tangent : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Tanh(x);

            public static float Expected(float x, float y, float z) => FloatScalar.Tanh(new FloatScalar(x)).Value;
        }

        public readonly struct Logistic : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Sigmoid(x);

            public static float Expected(float x, float y, float z) => FloatScalar.Sigmoid(new FloatScalar(x)).Value;
        }

        public readonly struct Error : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Erf(x);

            public static float Expected(float x, float y, float z) => FloatScalar.Erf(new FloatScalar(x)).Value;
        }

        public readonly struct Floor : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Floor(x);

            public static float Expected(float x, float y, float z) => MathF.Floor(x);
        }

        public readonly struct Ceiling : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Ceiling(x);

            public static float Expected(float x, float y, float z) => MathF.Ceiling(x);
        }

        public readonly struct Round : IMember
        {
            public static T Of<T>(T x, T y, T z)
                where T : struct, IVector<T> => T.Round(x);

            public static float Expected(float x, float y, float z) => MathF.Round(x, MidpointRounding.ToEven);
        }
    }
}
