using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NormGen.Runtime;

/// <summary>
/// The checks that every call makes before its first write. Each is a few inlined instructions when the arguments are right;
/// what it says when they are not is out of line. Where it is about places in memory, tensors are not empty.
/// </summary>
internal static class ArgumentGuard
{
    /// <summary>Requires a tensor to be as long as the one that tells the sizes of the call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireLength<T>(
        TensorShape shape,
        TensorExtent extent,
        ReadOnlySpan<float> model,
        ReadOnlySpan<T> tensor,
        [CallerArgumentExpression(nameof(model))] string modelName = "",
        [CallerArgumentExpression(nameof(tensor))] string parameter = "")
    {
        if (tensor.Length != model.Length)
        {
            ThrowLength(shape, extent, modelName, tensor.Length, parameter);
        }
    }

    /// <summary>Requires two tensors to have no element in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireApart<T>(
        TensorShape shape,
        ReadOnlySpan<T> first,
        ReadOnlySpan<float> second,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        if (Overlap(first, second, out _))
        {
            ThrowOverlap(shape, firstName, secondName, mayBeSame: false);
        }
    }

    /// <summary>Requires an output to be exactly the tensor that it may replace, or to share no element with it.</summary>
    /// <remarks>The lengths are equal by now, so the same start means the same tensor.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireApartOrSame(
        TensorShape shape,
        ReadOnlySpan<float> replaced,
        ReadOnlySpan<float> output,
        [CallerArgumentExpression(nameof(replaced))] string replacedName = "",
        [CallerArgumentExpression(nameof(output))] string outputName = "")
    {
        if (Overlap(output, replaced, out var distance) && distance != 0)
        {
            ThrowOverlap(shape, outputName, replacedName, mayBeSame: true);
        }
    }

    /// <summary>Requires a tensor to lie outside the layer's own parameters, gradients and statistics.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireOutside<T>(
        TensorShape shape,
        AlignedBuffer<float> own,
        ReadOnlySpan<T> tensor,
        [CallerArgumentExpression(nameof(tensor))] string parameter = "")
    {
        if (own.Overlaps(tensor))
        {
            ThrowOverlap(shape, parameter, "the layer's parameters or statistics", mayBeSame: false);
        }
    }

    // MemoryExtensions.Overlaps would do, but where it tells the distance it throws an error of its own for spans that lie a
    // fraction of an element apart, which a cast from bytes can make.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Overlap<T>(ReadOnlySpan<T> first, ReadOnlySpan<float> second, out nint distance)
    {
        distance = Unsafe.ByteOffset(ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(first)), ref MemoryMarshal.GetReference(second));
        // One comparison for both sides: above -bytes of the second, and below bytes of the first.
        var (bytes, secondBytes) = (Bytes(first), Bytes(second));
        return (nuint)distance + secondBytes - 1 < bytes + secondBytes - 1;
    }

    private static nuint Bytes<T>(ReadOnlySpan<T> span) => (nuint)span.Length * (nuint)Unsafe.SizeOf<T>();

    [DoesNotReturn]
    private static void ThrowLength(TensorShape shape, TensorExtent extent, string model, int actual, string parameter) =>
        throw new ArgumentException(
            $"{shape.Layer}: {parameter} has {ShapeText.Text(actual)} elements; expected {ShapeText.Text(extent.Length)}, " +
            $"as {model} has: {ShapeText.Of(shape, extent)}.",
            parameter);

    [DoesNotReturn]
    private static void ThrowOverlap(TensorShape shape, string parameter, string other, bool mayBeSame) =>
        throw new ArgumentException(
            $"{shape.Layer}: {parameter} overlaps {other}; " +
            $"{(mayBeSame ? "it must be the very same span or lie apart" : "they must lie apart")}. Expected tensors of {shape}.",
            parameter);
}
