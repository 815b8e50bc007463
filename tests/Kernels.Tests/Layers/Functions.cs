using System.Runtime.CompilerServices;

namespace NormGen.Kernels.Tests.Layers;

/// <summary>x / (1 + |x|), which is short, smooth but at 0, and bounded.</summary>
public readonly struct SoftSign : IDifferentiableEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x)
        where T : struct, IVector<T> => x / (1f + T.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : struct, IVector<T>
    {
        var divisor = 1f + T.Abs(x);
        return 1f / (divisor * divisor);
    }
}

/// <summary>A ramp from 0 to 1 that a parameter makes steeper: clip(p x + 1/2, 0, 1).</summary>
public readonly struct Ramp : IDifferentiableParametricEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x, T parameter)
        where T : struct, IVector<T> => T.Min(T.Max(T.FusedMultiplyAdd(x, parameter, 0.5f), 0f), 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x, T parameter)
        where T : struct, IVector<T>
    {
        var value = T.FusedMultiplyAdd(x, parameter, 0.5f);
        return T.Select((value > 0f) & (value < 1f), parameter, T.Select(T.IsNaN(value), value, 0f));
    }
}

/// <summary>Every member of a vector, and more of them than most functions have.</summary>
public readonly struct EveryMember : IDifferentiableEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x)
        where T : struct, IVector<T>
    {
        var inner = T.Select((x < -1f) | (x >= 1f), T.Round(x) - x, T.Min(x, 0.75f));
        var outer = T.Select(!(x <= 2f) & !(x > 8f), T.Floor(x * 0.5f) + T.Ceiling(x / 3f), T.Max(-inner, x));
        var polynomial = T.FusedMultiplyAdd(T.FusedMultiplyAdd(T.FusedMultiplyAdd(inner, 0.25f, -0.5f), inner, 1f), inner, outer);
        return T.CopySign(T.Sqrt(T.Abs(polynomial)), outer) + T.Select(T.IsNaN(inner), outer, inner * 0.125f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : struct, IVector<T>
    {
        var root = T.Sqrt(1f + (x * x));
        return T.FusedMultiplyAdd(T.Max(root, x), 0.5f, T.Floor(x) / root) - T.Select(x < 0f, x, T.Min(-x, 1f));
    }
}

/// <summary>x s(1.702 x), as docs/epilogues.md has it.</summary>
public readonly struct QuickGelu : IDifferentiableEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x)
        where T : struct, IVector<T> => x * T.Sigmoid(1.702f * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : struct, IVector<T>
    {
        var gate = T.Sigmoid(1.702f * x);
        return T.FusedMultiplyAdd(1.702f * x * gate, 1f - gate, gate);
    }
}

/// <summary>Built-in activations, written as a user would; the parameter says which.</summary>
public readonly struct BuiltIn : IParametricEpilogue
{
    public const float Sigmoid = 1;
    public const float Tanh = 2;
    public const float Exponential = 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x, T parameter)
        where T : struct, IVector<T> =>
        T.Select(parameter <= Sigmoid, T.Sigmoid(x), T.Select(parameter <= Tanh, T.Tanh(x), T.Select(parameter <= Exponential, T.Exp(x), T.Erf(x))));
}
