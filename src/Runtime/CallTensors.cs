using System;
using System.Runtime.CompilerServices;

namespace NormGen.Runtime;

/// <summary>
/// What the tensors of one call must be to each other, for any normalization: all of one length; an output apart from all
/// others, or exactly an input that it may replace. Tensors that are only read may be the same, or overlap: x + norm(x) is a sum like any
/// other.
/// </summary>
internal static class CallTensors
{
    /// <summary>Requires an output that is its input or lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(
        TensorShape shape, TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        ArgumentGuard.RequireLength(shape, extent, input, output);
        if (input.IsEmpty)
        {
            return;
        }

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
        ArgumentGuard.RequireLength(shape, extent, input, residual);
        ArgumentGuard.RequireLength(shape, extent, input, output);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApartOrSame(shape, input, output);
        ArgumentGuard.RequireApartOrSame(shape, residual, output);
    }

    /// <summary>Requires an output and a sum that lie apart, each of which may be the input or the residual.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequirePreAdd(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> sum)
    {
        Require(shape, extent, input, residual, output);
        ArgumentGuard.RequireLength(shape, extent, input, sum);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, sum, output);
        ArgumentGuard.RequireApartOrSame(shape, input, sum);
        ArgumentGuard.RequireApartOrSame(shape, residual, sum);
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
        ArgumentGuard.RequireLength(shape, extent, input, outputGradient);
        ArgumentGuard.RequireLength(shape, extent, input, inputGradient);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, inputGradient, input);
        ArgumentGuard.RequireApartOrSame(shape, outputGradient, inputGradient);
    }

    /// <summary>Requires gradients of which one may be the output gradient, and else apart from all tensors.</summary>
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
        ArgumentGuard.RequireLength(shape, extent, input, residual);
        ArgumentGuard.RequireLength(shape, extent, input, residualGradient);
        RequireBackward(shape, extent, input, outputGradient, inputGradient);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, inputGradient, residual);
        ArgumentGuard.RequireApart(shape, residualGradient, input);
        ArgumentGuard.RequireApart(shape, residualGradient, residual);
        ArgumentGuard.RequireApart(shape, residualGradient, inputGradient);
        ArgumentGuard.RequireApartOrSame(shape, outputGradient, residualGradient);
    }

    /// <summary>Requires an input gradient that is one of the two gradients given, or lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequirePreAddBackward(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> sum,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> sumGradient,
        ReadOnlySpan<float> inputGradient)
    {
        ArgumentGuard.RequireLength(shape, extent, sum, outputGradient);
        ArgumentGuard.RequireLength(shape, extent, sum, sumGradient);
        ArgumentGuard.RequireLength(shape, extent, sum, inputGradient);
        if (sum.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, inputGradient, sum);
        ArgumentGuard.RequireApartOrSame(shape, outputGradient, inputGradient);
        ArgumentGuard.RequireApartOrSame(shape, sumGradient, inputGradient);
    }

    /// <summary>Requires a quantized output that lies apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireQuantized(
        TensorShape shape, TensorExtent extent, ReadOnlySpan<float> input, ReadOnlySpan<byte> output)
    {
        ArgumentGuard.RequireLength(shape, extent, input, output);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, output, input);
    }

    /// <inheritdoc cref="RequireQuantized(TensorShape, TensorExtent, ReadOnlySpan{float}, ReadOnlySpan{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireQuantized(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<byte> output)
    {
        ArgumentGuard.RequireLength(shape, extent, input, residual);
        RequireQuantized(shape, extent, input, output);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, output, residual);
    }

    /// <summary>Requires a quantized output that lies apart, and a sum that may be the input or the residual.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireQuantized(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<byte> output,
        ReadOnlySpan<float> sum)
    {
        RequireQuantized(shape, extent, input, residual, output);
        ArgumentGuard.RequireLength(shape, extent, input, sum);
        if (input.IsEmpty)
        {
            return;
        }

        ArgumentGuard.RequireApart(shape, output, sum);
        ArgumentGuard.RequireApartOrSame(shape, input, sum);
        ArgumentGuard.RequireApartOrSame(shape, residual, sum);
    }
}
