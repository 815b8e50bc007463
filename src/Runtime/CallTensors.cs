using System;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <summary>
/// What the tensors of one call must be to each other, for any normalization: all as long as the input; an output apart from all
/// others, or exactly an input that it may replace.
/// </summary>
internal static class CallTensors
{
    /// <summary>Requires an output that is its input or lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(
        TensorShape shape, TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        ArgumentGuard.RequireLength(shape, extent, input.Length, output);
        ArgumentGuard.RequireApartOrSame(shape, input, output);
    }

    /// <summary>Requires an output that is its input, or its residual, or lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> output)
    {
        ArgumentGuard.RequireLength(shape, extent, input.Length, residual);
        ArgumentGuard.RequireApart(shape, residual, input);
        Require(shape, extent, input, output);
        ArgumentGuard.RequireApartOrSame(shape, residual, output);
    }

    /// <summary>Requires an input gradient that is the output gradient or lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireBackward(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient)
    {
        ArgumentGuard.RequireLength(shape, extent, input.Length, outputGradient);
        ArgumentGuard.RequireLength(shape, extent, input.Length, inputGradient);
        ArgumentGuard.RequireApart(shape, inputGradient, input);
        ArgumentGuard.RequireApart(shape, outputGradient, input);
        ArgumentGuard.RequireApartOrSame(shape, outputGradient, inputGradient);
    }

    /// <summary>Requires gradients of which one may be the output gradient, and else all tensors apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireBackward(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> inputGradient,
        ReadOnlySpan<float> residualGradient)
    {
        ArgumentGuard.RequireLength(shape, extent, input.Length, residual);
        ArgumentGuard.RequireLength(shape, extent, input.Length, residualGradient);
        RequireBackward(shape, extent, input, outputGradient, inputGradient);
        ArgumentGuard.RequireApart(shape, residual, input);
        ArgumentGuard.RequireApart(shape, outputGradient, residual);
        ArgumentGuard.RequireApart(shape, inputGradient, residual);
        ArgumentGuard.RequireApart(shape, residualGradient, input);
        ArgumentGuard.RequireApart(shape, residualGradient, residual);
        ArgumentGuard.RequireApart(shape, residualGradient, inputGradient);
        ArgumentGuard.RequireApartOrSame(shape, outputGradient, residualGradient);
    }
}
