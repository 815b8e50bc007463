using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>Where the tensors of a safetensors file lie.</summary>
internal static class SafeTensorsLayout
{
    /// <summary>Checks that every tensor has the bytes it needs, and that they lie one behind the other.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="tensors">The tensors in any order.</param>
    /// <returns>The number of bytes of all.</returns>
    /// <exception cref="ParameterFileException">One has more or fewer bytes, or there is a gap or an overlap.</exception>
    public static long Check(string file, IReadOnlyList<ParameterTensor> tensors)
    {
        var end = 0L;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            RequireSize(file, tensor);
            if (tensor.Begin != end)
            {
                throw Wrong(
                    file,
                    tensor,
                    $"begins at byte {ShapeText.Text(tensor.Begin)} of the data, and the tensors before it end at {ShapeText.Text(end)}");
            }

            end = tensor.End;
        }

        return end;
    }

    private static void RequireSize(string file, ParameterTensor tensor)
    {
        if (tensor.Begin < 0 || tensor.End < tensor.Begin)
        {
            throw Wrong(file, tensor, $"has the offsets {ShapeText.Text(tensor.Begin)} and {ShapeText.Text(tensor.End)}, which are none");
        }

        if (ElementCount.Of([.. tensor.Shape]) is not { } elements)
        {
            throw Wrong(file, tensor, "has a shape that no memory holds");
        }

        if (DataTypes.Bits(tensor.DataType) is not { } bits)
        {
            return;     // A type that came later: its place can be checked, its size cannot.
        }

        var wanted = (Int128)elements * bits;
        if (wanted != (Int128)(tensor.End - tensor.Begin) * 8)
        {
            throw Wrong(file, tensor, $"has {ShapeText.Text(tensor.End - tensor.Begin)} bytes, which is not what that takes");
        }
    }

    private static ParameterFileException Wrong(string file, ParameterTensor tensor, string problem) =>
        new($"{file} is malformed: {Words.Name(tensor.Name)} ({tensor.DataType} {Words.Shape([.. tensor.Shape])}) {problem}.");
}
