using System.Collections.Generic;

namespace NormGen.Bench.Report;

/// <summary>A column: what stands above it, and whether it holds numbers (which align at the right).</summary>
internal sealed record Column(string Heading, bool IsNumber);

/// <summary>A table of text, as every writer takes it.</summary>
internal sealed record Table(string Title, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
