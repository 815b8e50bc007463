using System.Xml.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>A chart, a table or pictures, and what the reader sees in it.</summary>
internal sealed record Figure(string Caption, XElement Content);
