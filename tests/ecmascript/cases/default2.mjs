export default async () => { }
