using System;
using System.Text;

namespace NormGen.Generator.Emit;

/// <summary>Indented text with <c>\n</c> line ends.</summary>
internal sealed class CodeWriter
{
    private const string Step = "    ";
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            for (var i = 0; i < depth; i++)
            {
                text.Append(Step);
            }

            text.Append(line);
        }

        text.Append('\n');
    }

    public void Lines(params string[] lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Braces around what is written until the result is disposed of.</summary>
    public Block Braces(string head)
    {
        Line(head);
        Line("{");
        depth++;
        return new Block(this);
    }

    public override string ToString() => text.ToString();

    public readonly struct Block(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
