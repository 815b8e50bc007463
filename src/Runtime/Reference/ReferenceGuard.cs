using System;
using System.Runtime.CompilerServices;
using NormGen.Runtime;

namespace NormGen.Reference;

/// <summary>The argument checks of the reference.</summary>
internal static class ReferenceGuard
{
    public static void RequireLength<T>(
        ReadOnlySpan<T> values, int expected, [CallerArgumentExpression(nameof(values))] string parameter = "")
    {
        if (values.Length != expected)
        {
            throw new ArgumentException(
                $"{parameter} has {ShapeText.Text(values.Length)} elements; expected {ShapeText.Text(expected)}.", parameter);
        }
    }

    public static void RequireLengthOrNone<T>(
        ReadOnlySpan<T> values, int expected, [CallerArgumentExpression(nameof(values))] string parameter = "")
    {
        if (!values.IsEmpty)
        {
            RequireLength(values, expected, parameter);
        }
    }
}
