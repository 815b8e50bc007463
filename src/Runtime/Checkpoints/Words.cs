using System;
using System.Text;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>Names and shapes as messages about files show them.</summary>
internal static class Words
{
    // A hostile file may have names of megabytes.
    private const int LongestName = 200;

    public static string Name(string name) =>
        name.Length <= LongestName ? $"'{name}'" : $"'{name.AsSpan(0, LongestName)}...'";

    public static string Shape(ReadOnlySpan<long> sizes)
    {
        var text = new StringBuilder("[");
        foreach (var size in sizes)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(ShapeText.Text(size));
            if (text.Length > LongestName)
            {
                text.Append(", ...");
                break;
            }
        }

        return text.Append(']').ToString();
    }
}
